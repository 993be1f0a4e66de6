package com.steveslist.query.search;

import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.SortKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search.
 *
 * @param text what the person typed; null or blank matches everything, a text without any letter or digit nothing
 * @param near only within {@code radiusKm} of it, when given
 * @param sort empty for relevance
 * @param facets of {@code category}, {@code city}, {@code label}
 * @param limit 1 to 500
 */
public record ListingSearchRequest(
        @Nullable String text,
        ListingFilter filter,
        @Nullable Near near,
        List<SortKey> sort,
        Set<String> facets,
        int limit,
        @Nullable Cursor after) {

    ListingSearchRequest withLimit(int other) {
        return new ListingSearchRequest(text, filter, near, sort, facets, other, after);
    }

    /** Degrees, and kilometres from above 0 to 20,000. */
    public record Near(double latitude, double longitude, double radiusKm) {}
}
