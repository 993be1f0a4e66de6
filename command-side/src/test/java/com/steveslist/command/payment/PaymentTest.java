package com.steveslist.command.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Given;
import com.steveslist.command.payment.PaymentState.Status;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private static final String SUBJECT = "chk_1";

    private final PaymentId id = PaymentId.next();
    private final AccountId payer = Some.account();
    private final OrderId order = OrderId.next();
    private final RefundId refund = RefundId.next();

    private final PaymentEvent requested = new PaymentEvent.Requested(id, SUBJECT, payer, Some.usd(1000), "pm_card_ok");
    private final PaymentEvent authorized = new PaymentEvent.Authorized(id, SUBJECT, Some.usd(1000), "ref");
    private final PaymentEvent captured = new PaymentEvent.Captured(id, SUBJECT, Some.usd(1000));
    private final PaymentEvent failed = new PaymentEvent.Failed(id, SUBJECT, "capture_failed");
    private final PaymentEvent voided = new PaymentEvent.Voided(id, SUBJECT);
    private final PaymentEvent declined = new PaymentEvent.Declined(id, SUBJECT, "card_declined");

    private final PaymentCommand recordAuthorization = new PaymentCommand.RecordAuthorization(id, "ref");
    private final PaymentCommand recordCapture = new PaymentCommand.RecordCapture(id);
    private final PaymentCommand recordCancellation = new PaymentCommand.RecordCancellation(id, false);
    private final PaymentCommand recordUndoneCapture = new PaymentCommand.RecordCancellation(id, true);

    private Given<PaymentState> given(DomainEvent... events) {
        return Given.events(PaymentConfiguration.TYPE, events);
    }

    private PaymentCommand recordRefund(RefundId refundId, long amount) {
        return new PaymentCommand.RecordRefund(id, order, refundId, Some.usd(amount));
    }

    private PaymentEvent refunded(RefundId refundId, long amount) {
        return new PaymentEvent.Refunded(id, SUBJECT, order, refundId, Some.usd(amount));
    }

    @Test
    void goes_from_requested_to_captured_and_hears_each_answer_once() {
        given().when(new PaymentCommand.Request(id, SUBJECT, payer, Some.usd(1000), "pm_card_ok"))
                .then(requested)
                .when(recordAuthorization)
                .then(authorized)
                .when(recordAuthorization)
                .thenNothing()
                .when(recordCapture)
                .then(captured)
                .when(recordCapture)
                .thenNothing();
    }

    @Test
    void is_not_captured_before_it_is_authorised() {
        given(requested).when(recordCapture).thenRejected(PaymentRejection.INVALID_STATE);
    }

    @Nested
    class Cancelled {

        @Test
        void before_an_answer_came() {
            given(requested).when(recordCancellation).then(voided).when(recordAuthorization).thenNothing();
        }

        @Test
        void when_authorised() {
            Given<PaymentState> payment = given(requested, authorized).when(recordCancellation).then(voided);
            assertThat(payment.state().status()).isEqualTo(Status.VOIDED);
            payment.when(recordCancellation).thenNothing().when(recordCapture).thenRejected(PaymentRejection.INVALID_STATE);
        }

        @Test
        void after_a_failed_capture_stays_failed() {
            Given<PaymentState> payment = given(requested, authorized)
                    .when(new PaymentCommand.RecordFailure(id, "capture_failed"))
                    .then(failed)
                    .when(recordCancellation)
                    .then(voided);
            assertThat(payment.state().status()).isEqualTo(Status.FAILED);
            assertThat(payment.state().authorized().isZero()).isTrue();
            payment.when(recordCancellation).thenNothing();
        }

        @Test
        void when_declined_changes_nothing() {
            given(requested, declined).when(recordCancellation).thenNothing();
        }

        @Test
        void after_a_capture_that_nobody_had_heard_of_is_captured_and_given_back() {
            Given<PaymentState> payment = given(requested, authorized)
                    .when(recordUndoneCapture)
                    .then(captured, new PaymentEvent.Refunded(id, SUBJECT, null, null, Some.usd(1000)));
            assertThat(payment.state().refunded()).isEqualTo(payment.state().captured());
            payment.when(recordUndoneCapture).thenNothing().when(recordCapture).thenNothing();
        }
    }

    @Nested
    class Refunded {

        @Test
        void once_each() {
            given(requested, authorized, captured)
                    .when(recordRefund(refund, 400))
                    .then(refunded(refund, 400))
                    .when(recordRefund(refund, 400))
                    .thenNothing();
        }

        @Test
        void never_beyond_what_was_captured() {
            given(requested, authorized, captured, refunded(refund, 700))
                    .when(recordRefund(RefundId.next(), 301))
                    .thenRejected(PaymentRejection.REFUND_EXCEEDS_PAYMENT);
        }

        @Test
        void not_before_it_is_captured() {
            given(requested, authorized).when(recordRefund(refund, 1)).thenRejected(PaymentRejection.INVALID_STATE);
        }
    }
}
