package com.steveslist.query.search;

import com.steveslist.query.listing.ListingView;
import com.steveslist.query.paging.Cursor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, best first, sold-out ones last.
 *
 * @param facets by facet name, the commonest values with their counts
 * @param degraded whether PostgreSQL answered because Elasticsearch could not
 */
public record ListingSearchResult(
        List<Hit> hits, Map<String, List<FacetValue>> facets, @Nullable Cursor next, boolean degraded) {

    static final ListingSearchResult NOTHING = new ListingSearchResult(List.of(), Map.of(), null, false);

    /**
     * What was found.
     *
     * @param highlights by field ({@code name}, {@code description}), fragments with {@code <em>} around matches, HTML-escaped
     * @param place a page after it begins with the next one
     */
    public record Hit(ListingView listing, double score, Map<String, List<String>> highlights, Cursor place) {}

    /** A facet's value and how many hits have it. */
    public record FacetValue(String value, long count) {}
}
