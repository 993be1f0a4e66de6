package com.steveslist.infra.payment.stevepay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentGateway.Capture;
import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.money.Currency;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.infra.payment.PaymentGatewayContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StevePayTest extends PaymentGatewayContract {

    private static final StevePayServer SERVER = new StevePayServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void the_same_id_with_another_amount_is_a_mistake() {
        gateway().authorize(payment, PRICE, goodCard());
        Money other = Money.of(1, "usd");
        assertThatThrownBy(() -> gateway().authorize(payment, other, goodCard())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gateway().capture(payment, other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_capture_that_hangs_was_done_and_is_found_done_when_asked_for_again_after_a_cancellation() {
        gateway().authorize(payment, PRICE, "pm_card_capture_timeout");
        assertThatThrownBy(() -> gateway().capture(payment, PRICE)).isInstanceOf(PaymentOutcomeUnknownException.class);
        assertThat(books(payment)).isEqualTo(new Books(0, 12_900, 0));
        assertThat(gateway().cancel(payment)).isEqualTo(PaymentGateway.Cancellation.CAPTURE_UNDONE);
        assertThat(books(payment)).isEqualTo(new Books(0, 12_900, 12_900));
    }

    @Test
    void the_books_outlive_the_provider() {
        gateway().authorize(payment, PRICE, goodCard());
        PaymentGateway restarted = SERVER.provider(Duration.ZERO);
        assertThat(restarted.capture(payment, PRICE)).isEqualTo(new Capture.Captured());
    }

    @Test
    void the_books_list_what_is_still_held_and_sum_up_by_currency() {
        Money yen = Money.of(500, "jpy");
        PaymentId captured = PaymentId.next();
        PaymentId declined = PaymentId.next();
        gateway().authorize(payment, yen, goodCard());
        gateway().authorize(captured, yen, goodCard());
        gateway().capture(captured, yen);
        gateway().authorize(declined, yen, declinedCard());
        gateway().refund(captured, refund, Money.of(200, "jpy"));

        assertThat(SERVER.books().openAuthorizations())
                .contains(new StevePayBooks.Balance(payment, yen.currency(), 500, 0, 0))
                .noneMatch(open -> open.payment().equals(captured));
        assertThat(SERVER.books().totals()).containsEntry(new Currency("jpy"), new StevePayBooks.Totals(500, 500, 200));
        assertThat(SERVER.books().refunds()).containsEntry(refund, 200L);
        assertThat(SERVER.books().balances()).noneMatch(balance -> balance.payment().equals(declined));
    }

    @Override
    protected PaymentGateway gateway() {
        return SERVER.provider(Duration.ofMillis(1));
    }

    @Override
    protected Books books(PaymentId id) {
        return SERVER.books()
                .balance(id)
                .map(balance -> new Books(balance.held(), balance.captured(), balance.refunded()))
                .orElse(new Books(0, 0, 0));
    }

    @Override
    protected String goodCard() {
        return "pm_card_ok";
    }

    @Override
    protected String declinedCard() {
        return "pm_card_declined";
    }

    @Override
    protected String poorCard() {
        return "pm_card_insufficient_funds";
    }

    @Override
    protected String cardWhoseCaptureFails() {
        return "pm_card_capture_fails";
    }

    @Override
    protected String cardWhoseRefundFails() {
        return "pm_card_refund_fails";
    }

    @Override
    protected String cardWhoseRefundFailsOnce() {
        return "pm_card_refund_fails_once";
    }

    @Override
    protected String cardThatHangs() {
        return "pm_card_timeout";
    }
}
