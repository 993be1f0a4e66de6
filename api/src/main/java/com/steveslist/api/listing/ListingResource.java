package com.steveslist.api.listing;

import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.query.listing.ListingView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A listing as clients see it.
 *
 * @param quantity every unit ever listed, sold ones too
 * @param removalReason for the seller only
 */
public record ListingResource(
        String id,
        String sellerId,
        String status,
        String name,
        @Nullable String description,
        String category,
        List<String> labels,
        long priceAmount,
        String priceCurrency,
        String country,
        String city,
        @Nullable Double latitude,
        @Nullable Double longitude,
        long quantity,
        long quantityAvailable,
        Map<String, String> attributes,
        List<String> photos,
        @Nullable String removalReason,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** From what was decided, for its seller. */
    static ListingResource of(Decided<ListingState> decided) {
        ListingState listing = decided.state();
        return of(new ListingView(
                listing.id(),
                listing.seller(),
                listing.status().name().toLowerCase(Locale.ROOT),
                listing.details(),
                listing.quantity(),
                listing.available(),
                listing.removalReason(),
                listing.createdAt(),
                listing.updatedAt(),
                decided.version()), listing.seller());
    }

    public static ListingResource of(ListingView view, @Nullable AccountId viewer) {
        ListingDetails details = view.details();
        return new ListingResource(
                view.id().value(),
                view.sellerId().value(),
                view.status(),
                details.name(),
                details.description(),
                details.category(),
                details.labels(),
                details.price().amountMinor(),
                details.price().currency().code(),
                details.country(),
                details.city(),
                details.latitude(),
                details.longitude(),
                view.quantity(),
                view.quantityAvailable(),
                new TreeMap<>(details.attributes()),
                details.photos(),
                view.sellerId().equals(viewer) ? view.removalReason() : null,
                view.createdAt(),
                view.updatedAt(),
                view.version() + 1);
    }
}
