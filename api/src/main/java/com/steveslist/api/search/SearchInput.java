package com.steveslist.api.search;

import com.steveslist.api.input.Params;
import com.steveslist.api.listing.ListingFilters;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.timetravel.Past;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.search.ListingSearchRequest;
import com.steveslist.query.search.ListingSearchRequest.Near;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody searches for. */
public record SearchInput(
        @Nullable String text, ListingFilter filter, @Nullable Near near, List<SortKey> sort, Set<String> facets) {

    static final int LONGEST_TEXT = 200;

    private static final String RELEVANCE = "relevance";
    private static final double USUAL_RADIUS_KM = 50;
    private static final double MOST_RADIUS_KM = 20_000;
    private static final Set<String> FACETS = new LinkedHashSet<>(List.of("category", "city", "label"));

    /** Read it before {@code params.done()}. */
    public static SearchInput read(Params params, @Nullable AccountId viewer) {
        String text = params.anyText("q", LONGEST_TEXT);
        ListingFilter filter = ListingFilters.read(params, viewer);
        Near near = near(params);
        List<SortKey> sort = params.textIs("sort", RELEVANCE) ? List.of() : Paging.sort(params, ListingFilters.SORTS);
        Set<String> facets = new LinkedHashSet<>(params.commaList("facets", 100));
        if (!FACETS.containsAll(facets)) {
            params.reject("facets", "invalid_value", "facets are of " + String.join(", ", FACETS) + ".");
        }
        if (!params.isMissing(Past.PARAMETER)) {
            params.reject(Past.PARAMETER, "unknown", "Search shows what is there now. The list of listings takes as_of.");
        }
        return new SearchInput(text, filter, near, sort, facets);
    }

    private static @Nullable Near near(Params params) {
        Double radius = params.number("radius_km", 0.001, MOST_RADIUS_KM);
        Near near = params.parsed(
                "near",
                60,
                text -> near(text, radius == null ? USUAL_RADIUS_KM : radius),
                "invalid_value",
                "near must be latitude and longitude in degrees with a comma between: 48.2,16.37.");
        if (radius != null && params.isMissing("near")) {
            params.reject("radius_km", "invalid_value", "radius_km needs near.");
        }
        return near;
    }

    private static Near near(String text, double radiusKm) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("two numbers");
        }
        double latitude = Params.decimal(parts[0].strip());
        double longitude = Params.decimal(parts[1].strip());
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no place on Earth");
        }
        return new Near(latitude, longitude, radiusKm);
    }

    public ListingSearchRequest request(int limit, @Nullable Cursor after) {
        return new ListingSearchRequest(text, filter, near, sort, facets, limit, after);
    }
}
