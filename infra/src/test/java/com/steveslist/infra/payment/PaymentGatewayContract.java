package com.steveslist.infra.payment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentGateway.Authorization;
import com.steveslist.command.payment.PaymentGateway.Cancellation;
import com.steveslist.command.payment.PaymentGateway.Capture;
import com.steveslist.command.payment.PaymentGateway.RefundOutcome;
import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every payment provider's adapter must do. Each test fails for an adapter that does nothing. */
public abstract class PaymentGatewayContract {

    protected static final Money PRICE = Money.of(12_900, "usd");

    protected final PaymentId payment = PaymentId.next();
    protected final RefundId refund = RefundId.next();

    protected abstract PaymentGateway gateway();

    /** How much the provider itself says it holds for us, has captured and has given back: minor units. */
    protected abstract Books books(PaymentId payment);

    /** @param held neither captured nor let go */
    public record Books(long held, long captured, long refunded) {}

    /** Payment methods of the provider that behave in a known way. */
    protected abstract String goodCard();

    protected abstract String declinedCard();

    protected abstract String poorCard();

    protected abstract String cardWhoseCaptureFails();

    protected abstract String cardWhoseRefundFails();

    protected abstract String cardWhoseRefundFailsOnce();

    /** One that holds the amount and then gives no answer in time. */
    protected abstract String cardThatHangs();

    @Test
    void an_authorisation_holds_the_amount() {
        assertThat(authorize(goodCard())).isInstanceOfSatisfying(
                Authorization.Authorized.class, yes -> assertThat(yes.providerReference()).isNotBlank());
        assertThat(books(payment)).isEqualTo(new Books(12_900, 0, 0));
    }

    @Test
    void an_authorisation_asked_for_again_is_the_same_one() {
        Authorization first = authorize(goodCard());
        assertThat(authorize(goodCard())).isInstanceOf(Authorization.Authorized.class).isEqualTo(first);
        assertThat(books(payment).held()).isEqualTo(12_900);
    }

    @Test
    void an_authorisation_asked_for_by_many_at_once_holds_the_amount_once() {
        Set<Authorization> answers = ConcurrentHashMap.newKeySet();
        CompletableFuture.allOf(IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> answers.add(untilAnswered(() -> authorize(goodCard())))))
                .toArray(CompletableFuture[]::new))
                .join();
        assertThat(answers).singleElement().isInstanceOf(Authorization.Authorized.class);
        assertThat(books(payment)).isEqualTo(new Books(12_900, 0, 0));
    }

    @Test
    void a_declined_card_says_so_and_holds_nothing() {
        assertThat(authorize(declinedCard())).isEqualTo(new Authorization.Declined("card_declined"));
        assertThat(books(payment)).isEqualTo(new Books(0, 0, 0));
    }

    @Test
    void a_decline_asked_for_again_stays_a_decline() {
        authorize(declinedCard());
        assertThat(authorize(declinedCard())).isEqualTo(new Authorization.Declined("card_declined"));
    }

    @Test
    void a_card_without_enough_money_says_so() {
        assertThat(authorize(poorCard())).isEqualTo(new Authorization.Declined("insufficient_funds"));
    }

    @Test
    void a_card_nobody_knows_is_declined() {
        assertThat(authorize("pm_card_of_nobody")).isEqualTo(new Authorization.Declined("card_declined"));
    }

    @Test
    void a_capture_takes_what_is_held_once() {
        authorize(goodCard());
        assertThat(capture()).isEqualTo(new Capture.Captured());
        assertThat(capture()).isEqualTo(new Capture.Captured());
        assertThat(books(payment)).isEqualTo(new Books(0, 12_900, 0));
    }

    @Test
    void a_capture_without_authorisation_is_refused() {
        assertThat(capture()).isInstanceOf(Capture.Refused.class);
    }

    @Test
    void a_capture_can_be_refused_and_the_amount_stays_held_until_it_is_cancelled() {
        authorize(cardWhoseCaptureFails());
        assertThat(capture()).isInstanceOf(Capture.Refused.class);
        assertThat(books(payment)).isEqualTo(new Books(12_900, 0, 0));
        assertThat(cancel()).isEqualTo(Cancellation.VOIDED);
        assertThat(books(payment).held()).isZero();
    }

    @Test
    void cancelling_lets_go_of_what_is_held() {
        authorize(goodCard());
        assertThat(cancel()).isEqualTo(Cancellation.VOIDED);
        assertThat(cancel()).isEqualTo(Cancellation.VOIDED);
        assertThat(books(payment)).isEqualTo(new Books(0, 0, 0));
    }

    @Test
    void cancelling_gives_back_what_was_captured() {
        authorize(goodCard());
        capture();
        assertThat(cancel()).isEqualTo(Cancellation.CAPTURE_UNDONE);
        assertThat(cancel()).isEqualTo(Cancellation.CAPTURE_UNDONE);
        assertThat(books(payment)).isEqualTo(new Books(0, 12_900, 12_900));
    }

    @Test
    void cancelling_gives_back_only_what_no_refund_gave_back_before() {
        authorize(goodCard());
        capture();
        refund(2_900);
        assertThat(cancel()).isEqualTo(Cancellation.CAPTURE_UNDONE);
        assertThat(books(payment)).isEqualTo(new Books(0, 12_900, 12_900));
    }

    @Test
    void a_cancelled_payment_cannot_be_captured() {
        authorize(goodCard());
        cancel();
        assertThat(capture()).isInstanceOf(Capture.Refused.class);
    }

    @Test
    void a_cancelled_payment_can_never_be_authorised_again() {
        authorize(goodCard());
        cancel();
        assertThat(authorize(goodCard())).isInstanceOf(Authorization.Declined.class);
        assertThat(books(payment)).isEqualTo(new Books(0, 0, 0));
    }

    @Test
    void a_payment_cancelled_before_it_was_ever_heard_of_can_never_be_authorised() {
        assertThat(cancel()).isEqualTo(Cancellation.VOIDED);
        assertThat(authorize(goodCard())).isInstanceOf(Authorization.Declined.class);
        assertThat(books(payment)).isEqualTo(new Books(0, 0, 0));
    }

    @Test
    void an_authorisation_that_races_its_cancellation_leaves_nothing_held() {
        CompletableFuture<Cancellation> cancelled = CompletableFuture.supplyAsync(() -> untilAnswered(this::cancel));
        untilAnswered(() -> authorize(goodCard()));
        assertThat(cancelled.join()).isEqualTo(Cancellation.VOIDED);
        assertThat(books(payment)).isEqualTo(new Books(0, 0, 0));
    }

    @Test
    void refunds_in_parts_give_back_up_to_what_was_captured() {
        authorize(goodCard());
        capture();
        assertThat(refund(2_900)).isEqualTo(new RefundOutcome.Refunded());
        assertThat(gateway().refund(payment, RefundId.next(), Money.of(10_000, "usd"))).isEqualTo(new RefundOutcome.Refunded());
        assertThat(gateway().refund(payment, RefundId.next(), Money.of(1, "usd"))).isInstanceOf(RefundOutcome.Refused.class);
        assertThat(books(payment)).isEqualTo(new Books(0, 12_900, 12_900));
    }

    @Test
    void a_refund_asked_for_again_is_paid_once() {
        authorize(goodCard());
        capture();
        assertThat(refund(2_900)).isEqualTo(new RefundOutcome.Refunded());
        assertThat(refund(2_900)).isEqualTo(new RefundOutcome.Refunded());
        assertThat(books(payment).refunded()).isEqualTo(2_900);
    }

    @Test
    void what_was_never_captured_cannot_be_refunded() {
        assertThat(refund(100)).isInstanceOf(RefundOutcome.Refused.class);
        authorize(goodCard());
        assertThat(gateway().refund(payment, RefundId.next(), PRICE)).isInstanceOf(RefundOutcome.Refused.class);
    }

    @Test
    void a_refund_can_be_refused_as_often_as_it_is_asked_for() {
        authorize(cardWhoseRefundFails());
        capture();
        assertThat(refund(2_900)).isInstanceOf(RefundOutcome.Refused.class);
        assertThat(refund(2_900)).isInstanceOf(RefundOutcome.Refused.class);
        assertThat(books(payment)).isEqualTo(new Books(0, 12_900, 0));
    }

    @Test
    void a_refund_that_broke_off_succeeds_when_asked_for_again() {
        authorize(cardWhoseRefundFailsOnce());
        capture();
        assertThatThrownBy(() -> refund(2_900)).isInstanceOf(PaymentOutcomeUnknownException.class);
        assertThat(refund(2_900)).isEqualTo(new RefundOutcome.Refunded());
        assertThat(books(payment)).isEqualTo(new Books(0, 12_900, 2_900));
    }

    @Test
    void a_card_that_hangs_may_hold_the_amount_until_it_is_cancelled() {
        assertThatThrownBy(() -> authorize(cardThatHangs())).isInstanceOf(PaymentOutcomeUnknownException.class);
        assertThat(books(payment)).isEqualTo(new Books(12_900, 0, 0));
        assertThat(cancel()).isEqualTo(Cancellation.VOIDED);
        assertThat(books(payment)).isEqualTo(new Books(0, 0, 0));
    }

    private Authorization authorize(String card) {
        return gateway().authorize(payment, PRICE, card);
    }

    private Capture capture() {
        return gateway().capture(payment, PRICE);
    }

    private Cancellation cancel() {
        return gateway().cancel(payment);
    }

    private RefundOutcome refund(long amountMinor) {
        return gateway().refund(payment, refund, Money.of(amountMinor, "usd"));
    }

    /** A provider may say "ask again" to all but one of those who ask at the same moment. */
    private static <T> T untilAnswered(Callable<T> call) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .ignoreException(PaymentOutcomeUnknownException.class)
                .until(() -> requireNonNull(call.call()), answer -> true);
    }
}
