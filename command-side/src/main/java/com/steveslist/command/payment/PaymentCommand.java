package com.steveslist.command.payment;

import com.steveslist.command.dispatch.Command;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import org.jspecify.annotations.Nullable;

/** What can be asked of a payment, by processes only: each records what the provider answered. */
public sealed interface PaymentCommand extends Command<PaymentState> {

    @Override
    default String commandName() {
        return switch (this) {
            case Request _ -> "payment.request";
            case RecordAuthorization _ -> "payment.record_authorization";
            case RecordDecline _ -> "payment.record_decline";
            case RecordCapture _ -> "payment.record_capture";
            case RecordFailure _ -> "payment.record_failure";
            case RecordCancellation _ -> "payment.record_cancellation";
            case RecordRefund _ -> "payment.record_refund";
        };
    }

    @Override
    PaymentId target();

    record Request(PaymentId target, String subject, AccountId payer, Money amount, String paymentMethodId)
            implements PaymentCommand {
        @Override
        public boolean begins() {
            return true;
        }
    }

    record RecordAuthorization(PaymentId target, String providerReference) implements PaymentCommand {}

    /** {@code code} is {@code card_declined} or {@code insufficient_funds}. */
    record RecordDecline(PaymentId target, String code) implements PaymentCommand {}

    record RecordCapture(PaymentId target) implements PaymentCommand {}

    record RecordFailure(PaymentId target, String code) implements PaymentCommand {}

    /** The provider holds nothing (any more); a late capture that was undone is recorded as captured and refunded. */
    record RecordCancellation(PaymentId target, boolean captureUndone) implements PaymentCommand {}

    record RecordRefund(PaymentId target, @Nullable OrderId order, RefundId refund, Money amount)
            implements PaymentCommand {}
}
