package com.steveslist.api.listing;

import com.steveslist.api.http.Call;
import com.steveslist.api.input.Formats;
import com.steveslist.api.input.Params;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.listing.ListingFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which listings are wanted, for lists and for search alike. */
public final class ListingFilters {

    /** What lists and search can be sorted by. */
    public static final Set<String> SORTS = sorts();

    private static final List<String> STATUSES = List.of("draft", "published", "sold_out", "withdrawn", "removed");

    private ListingFilters() {}

    private static Set<String> sorts() {
        return new LinkedHashSet<>(List.of("created_at", "updated_at", "price_amount", "name"));
    }

    /** Read it before {@code params.done()}. */
    public static ListingFilter read(Call call) {
        return read(call.params(), call.accountIfAny());
    }

    /** The same of parameters that came another way. */
    public static ListingFilter read(Params params, @Nullable AccountId viewer) {
        AccountId seller = params.parsed(
                "seller_id", 50, AccountId::new, "invalid_value", "seller_id must be an account's id: acct_…");
        List<String> statuses = params.texts("status", STATUSES.size(), 20);
        if (!STATUSES.containsAll(statuses)) {
            params.reject("status", "invalid_value", "status is one of " + String.join(", ", STATUSES) + ".");
        }
        String category = params.text("category", 50);
        List<String> labels = params.texts("label", 10, 40);
        String city = params.text("city", 100);
        String country = country(params);
        Long minPrice = params.whole("min_price", 0, ListingInput.MOST_AMOUNT);
        Long maxPrice = params.whole("max_price", 0, ListingInput.MOST_AMOUNT);
        return new ListingFilter(
                viewer,
                seller,
                new LinkedHashSet<>(statuses),
                category,
                labels,
                city,
                country,
                minPrice,
                maxPrice,
                params.time("created_since"),
                params.time("created_before"),
                params.time("updated_since"));
    }

    private static @Nullable String country(Params params) {
        String country = params.text("country", 10);
        if (country != null && !Formats.isCountry(country)) {
            params.reject("country", "invalid_value", "country must be an ISO 3166-1 alpha-2 code in upper case, such as US.");
        }
        return country;
    }
}
