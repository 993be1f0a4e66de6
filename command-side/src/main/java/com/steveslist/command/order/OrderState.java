package com.steveslist.command.order;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as its events tell it.
 *
 * @param history every stage with the moment it began, oldest first
 * @param refunds by id, oldest first
 */
public record OrderState(
        OrderId id,
        CheckoutId checkout,
        AccountId buyer,
        AccountId seller,
        PaymentId payment,
        List<OrderItem> items,
        Money total,
        ShippingAddress shippingAddress,
        Stage stage,
        List<HistoryEntry> history,
        Map<RefundId, Refund> refunds,
        Instant createdAt,
        Instant updatedAt) {

    /** Where an order stands: a closed family, each with only what it knows. */
    public sealed interface Stage {

        record Pending() implements Stage {}

        record Confirmed(Instant shipBy) implements Stage {}

        record Shipped(Instant shipBy, @Nullable String carrier, @Nullable String trackingNumber) implements Stage {}

        record Delivered(
                Instant shipBy, @Nullable String carrier, @Nullable String trackingNumber, Instant completeAt)
                implements Stage {}

        record Completed(Instant shipBy, @Nullable String carrier, @Nullable String trackingNumber) implements Stage {}

        record Cancelled(CancelledBy by, @Nullable EncryptedText reason) implements Stage {}
    }

    /** @param status as clients see it: {@code confirmed} */
    public record HistoryEntry(String status, Instant at) {}

    /**
     * @param version the stream's version of the last event about this refund
     * @param failureCode the provider's, when it failed
     */
    public record Refund(
            RefundId id,
            Money amount,
            @Nullable EncryptedText reason,
            RefundStatus status,
            @Nullable String failureCode,
            int attempts,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /** Clients see them in lower case. */
    public enum RefundStatus {
        PROCESSING,
        SUCCEEDED,
        FAILED
    }

    /** Given back for good. */
    public Money refunded() {
        return sum(RefundStatus.SUCCEEDED);
    }

    /** What may still be given back: refunds in progress count as spent, failed ones do not. */
    public Money refundable() {
        return total.minus(refunded()).minus(sum(RefundStatus.PROCESSING));
    }

    private Money sum(RefundStatus status) {
        return refunds.values().stream()
                .filter(refund -> refund.status() == status)
                .map(Refund::amount)
                .reduce(Money.zero(total.currency()), Money::plus);
    }
}
