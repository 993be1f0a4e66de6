package com.steveslist.query.order;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which orders are wanted; null or empty means any.
 *
 * @param account whose orders: only those it is a side of
 * @param role which side; null for both
 */
public record OrderFilter(
        AccountId account,
        @Nullable Role role,
        Set<String> statuses,
        @Nullable CheckoutId checkoutId,
        @Nullable Instant createdSince,
        @Nullable Instant createdBefore,
        @Nullable Instant updatedSince) {

    /** A side of an order. */
    public enum Role {
        BUYER,
        SELLER
    }
}
