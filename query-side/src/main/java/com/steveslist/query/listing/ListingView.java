package com.steveslist.query.listing;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A listing as it is shown.
 *
 * @param status {@code draft}, {@code published}, {@code sold_out}, {@code withdrawn} or {@code removed}
 * @param quantity every unit ever listed
 * @param quantityAvailable units that a buyer can have now
 * @param version the stream's version of the last event applied, from 0
 */
public record ListingView(
        ListingId id,
        AccountId sellerId,
        String status,
        ListingDetails details,
        long quantity,
        long quantityAvailable,
        @Nullable String removalReason,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    private static final Set<String> PUBLIC_STATUSES = Set.of("published", "sold_out");

    /** Whether staff took it away. */
    public boolean isRemoved() {
        return status.equals("removed");
    }

    /** Whether somebody may know of it: everybody of what is or was for sale, its seller in every status. @param viewer null for anybody */
    public boolean isSeenBy(@Nullable AccountId viewer) {
        return PUBLIC_STATUSES.contains(status) || sellerId.equals(viewer);
    }
}
