package com.steveslist.query.search;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Searches the view of listings, plainly, while Elasticsearch is away. */
final class PostgresSearch {

    PostgresSearch(DataSource views) {}

    ListingSearchResult search(ListingSearchRequest request, @Nullable SearchCursor after) {
        return new ListingSearchResult(List.of(), Map.of(), null, true);
    }

    List<String> suggest(String prefix, int limit) {
        return List.of();
    }
}
