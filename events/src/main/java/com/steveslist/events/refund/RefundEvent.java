package com.steveslist.events.refund;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import org.jspecify.annotations.Nullable;

/**
 * Money given back for an order. These events stand in the order's stream, because the order decides how much is left to give
 * back.
 */
public sealed interface RefundEvent extends DomainEvent {

    RefundId refundId();

    OrderId orderId();

    /** It was agreed to give this much back; from now on it counts as spent. */
    record Requested(
            RefundId refundId,
            OrderId orderId,
            PaymentId paymentId,
            AccountId buyerId,
            AccountId sellerId,
            Money amount,
            @Nullable EncryptedText reason)
            implements RefundEvent {}

    /** The provider gave the money back. */
    record Succeeded(RefundId refundId, OrderId orderId, Money amount) implements RefundEvent {}

    /** The provider finally refused; the amount can be refunded again. {@code code} is the provider's, in snake case. */
    record Failed(RefundId refundId, OrderId orderId, Money amount, String code) implements RefundEvent {}

    /** A failed refund is tried once more, as the same refund. */
    record Retried(RefundId refundId, OrderId orderId, PaymentId paymentId, Money amount, int attempt)
            implements RefundEvent {}
}
