package com.steveslist.command.payment;

import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;

/**
 * Port: a payment provider. Every call is idempotent by the ids that it names, so it may be repeated after any failure. A call that
 * gets no clear answer within its time-out (3 s) throws {@link PaymentOutcomeUnknownException}: the provider may or may not have done
 * it.
 */
public interface PaymentGateway {

    /** The name that is written beside the provider's references: {@code stevepay}. */
    String name();

    /** Hold the amount for us. */
    Authorization authorize(PaymentId payment, Money amount, String paymentMethodId);

    /** Take all that is held. */
    Capture capture(PaymentId payment, Money amount);

    /** See to it that nothing is held under this id: void what is held, give back what was captured. Also for an unknown id. */
    Cancellation cancel(PaymentId payment);

    /** Give part of what was captured back. */
    RefundOutcome refund(PaymentId payment, RefundId refund, Money amount);

    /** What the provider said to {@link #authorize}. */
    sealed interface Authorization {
        record Authorized(String providerReference) implements Authorization {}

        /** {@code code} is {@code card_declined} or {@code insufficient_funds}. */
        record Declined(String code) implements Authorization {}
    }

    /** What the provider said to {@link #capture}. */
    sealed interface Capture {
        record Captured() implements Capture {}

        record Refused(String code) implements Capture {}
    }

    /** What {@link #cancel} found and did. */
    enum Cancellation {
        /** Nothing had been captured; nothing is held now. */
        VOIDED,
        /** It had been captured; all of it was given back. */
        CAPTURE_UNDONE
    }

    /** What the provider said to {@link #refund}. */
    sealed interface RefundOutcome {
        record Refunded() implements RefundOutcome {}

        record Refused(String code) implements RefundOutcome {}
    }
}
