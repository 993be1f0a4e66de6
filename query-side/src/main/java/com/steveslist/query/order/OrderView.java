package com.steveslist.query.order;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as its two sides see it.
 *
 * @param status {@code pending}, {@code confirmed}, {@code shipped}, {@code delivered}, {@code completed} or {@code cancelled}
 * @param refundedAmount given back for good
 * @param refundableAmount total less what was given back and what is on its way
 * @param history every status with the moment it began, oldest first
 */
public record OrderView(
        OrderId id,
        CheckoutId checkoutId,
        AccountId buyerId,
        AccountId sellerId,
        PaymentId paymentId,
        List<OrderItem> items,
        Money total,
        Money refundedAmount,
        Money refundableAmount,
        String status,
        @Nullable Instant shipBy,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable String cancelledBy,
        @Nullable EncryptedText cancelReason,
        ShippingAddress shippingAddress,
        List<HistoryEntry> history,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Its two sides, and nobody else. */
    public boolean isSeenBy(AccountId viewer) {
        return buyerId.equals(viewer) || sellerId.equals(viewer);
    }

    /** A status and the moment it began. */
    public record HistoryEntry(String status, Instant at) {}
}
