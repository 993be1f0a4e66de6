package com.steveslist.command.listing;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A listing as its events tell it.
 *
 * @param quantity every unit ever listed, sold ones too
 * @param sold units paid for and not returned
 * @param reservations units set aside, by checkout
 * @param returnedOrders orders whose units came back, so that none comes back twice
 * @param removalReason set by staff when {@code status} is {@code REMOVED}
 */
public record ListingState(
        ListingId id,
        AccountId seller,
        Status status,
        ListingDetails details,
        long quantity,
        long sold,
        Map<CheckoutId, Long> reservations,
        Set<OrderId> returnedOrders,
        @Nullable String removalReason,
        Instant createdAt,
        Instant updatedAt) {

    /** In the order of a listing's life; clients see them in lower case. */
    public enum Status {
        DRAFT,
        PUBLISHED,
        SOLD_OUT,
        WITHDRAWN,
        REMOVED
    }

    public long reserved() {
        return reservations.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Units that a buyer can have now; never negative. */
    public long available() {
        return quantity - sold - reserved();
    }
}
