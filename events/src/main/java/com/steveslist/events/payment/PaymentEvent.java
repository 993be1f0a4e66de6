package com.steveslist.events.payment;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.refund.RefundId;
import org.jspecify.annotations.Nullable;

/**
 * Money taken from a payer at a payment provider. {@code subject} is what it is for: the id of a checkout today, of an invoice
 * later.
 */
public sealed interface PaymentEvent extends DomainEvent {

    PaymentId paymentId();

    /** We are about to ask the provider. From here on the provider may hold money under this id. */
    record Requested(PaymentId paymentId, String subject, AccountId payerId, Money amount, String paymentMethodId)
            implements PaymentEvent {}

    /** The provider holds the amount for us. */
    record Authorized(PaymentId paymentId, String subject, Money amount, String providerReference)
            implements PaymentEvent {}

    /** The provider refused to hold the amount. {@code code} is {@code card_declined} or {@code insufficient_funds}. */
    record Declined(PaymentId paymentId, String subject, String code) implements PaymentEvent {}

    /** The money is ours. */
    record Captured(PaymentId paymentId, String subject, Money amount) implements PaymentEvent {}

    /** The provider held the amount and then would not pay it out. What it holds is still to be voided. */
    record Failed(PaymentId paymentId, String subject, String code) implements PaymentEvent {}

    /** The provider confirmed that it holds nothing (any more) under this id. */
    record Voided(PaymentId paymentId, String subject) implements PaymentEvent {}

    /** Part of what was captured was given back; without order and refund when a late capture was undone as a whole. */
    record Refunded(
            PaymentId paymentId, String subject, @Nullable OrderId orderId, @Nullable RefundId refundId, Money amount)
            implements PaymentEvent {}
}
