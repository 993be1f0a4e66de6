package com.steveslist.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.money.Money;
import com.steveslist.query.listing.ListingView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A listing as the index keeps it: all that a search shows, and all that the next event needs. Documents are never deleted; the status
 * tells what may be found.
 *
 * @param soldOutLast 1 when it is sold out, else 0: what every search sorts by first
 * @param quantity every unit ever listed
 * @param reserved units set aside for checkouts
 * @param sold units paid for and not returned
 * @param version the stream's version of the last event applied
 * @param epoch of the last event applied; {@code position} likewise
 * @param suggest beginnings under which the name is suggested; empty unless published
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListingDocument(
        String id,
        String sellerId,
        String status,
        int soldOutLast,
        String name,
        @Nullable String description,
        String category,
        List<String> labels,
        long priceAmount,
        String priceCurrency,
        String country,
        String city,
        @Nullable Location location,
        Map<String, String> attributes,
        List<String> photos,
        long quantity,
        long reserved,
        long sold,
        long quantityAvailable,
        @Nullable String removalReason,
        Instant createdAt,
        Instant updatedAt,
        long version,
        int epoch,
        long position,
        List<String> suggest) {

    /** Degrees. */
    public record Location(double lat, double lon) {}

    public LogPosition at() {
        return new LogPosition(epoch, position);
    }

    public ListingDetails details() {
        return new ListingDetails(
                name,
                description,
                category,
                labels,
                Money.of(priceAmount, priceCurrency),
                country,
                city,
                location == null ? null : location.lat(),
                location == null ? null : location.lon(),
                attributes,
                photos);
    }

    ListingView view() {
        return new ListingView(
                new ListingId(id),
                new AccountId(sellerId),
                status,
                details(),
                quantity,
                quantityAvailable,
                removalReason,
                createdAt,
                updatedAt,
                version);
    }
}
