package com.steveslist.infra.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.command.checkout.CheckoutCommand;
import com.steveslist.command.checkout.CheckoutState;
import com.steveslist.command.checkout.CheckoutState.Outcome;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingState;
import com.steveslist.command.order.OrderCommand;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.order.OrderState.RefundStatus;
import com.steveslist.command.payment.PaymentState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundId;
import com.steveslist.infra.effects.EffectReport;
import com.steveslist.infra.payment.stevepay.StevePayBooks.Balance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Checkouts and refunds on two real nodes: log, processes, effects, provider. */
class CheckoutEndToEndTest {

    private static final Map<String, Object> DATABASES = TestNode.databases();
    private static final TestNode NODE = new TestNode(DATABASES);
    private static final TestNode OTHER = new TestNode(DATABASES);

    private final AccountId seller = AccountId.next();
    private final AccountId buyer = AccountId.next();

    @AfterAll
    static void stop() {
        OTHER.close();
        NODE.close();
    }

    @Test
    void a_checkout_over_two_sellers_is_paid_and_every_order_confirmed() {
        ListingId lamp = list(seller, 4_900, 3);
        ListingId chair = list(AccountId.next(), 10_000, 1);
        CheckoutState done = outcome(checkout("pm_card_ok", lamp, chair));

        assertThat(done.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(done.orders()).hasSize(2).allSatisfy(
                order -> assertThat(NODE.get(OrderState.class, order.orderId()).stage()).isInstanceOf(OrderState.Stage.Confirmed.class));
        assertThat(NODE.get(PaymentState.class, done.payment()).status()).isEqualTo(PaymentState.Status.CAPTURED);
        assertThat(NODE.books().balance(done.payment())).hasValueSatisfying(balance -> assertMoney(balance, 0, 14_900, 0));
    }

    @Test
    void a_declined_card_leaves_nothing_reserved_or_held() {
        ListingId lamp = list(seller, 4_900, 1);
        CheckoutState done = outcome(checkout("pm_card_declined", lamp));
        assertThat(failure(done)).isEqualTo(CheckoutFailure.CARD_DECLINED);
        awaitQuiet();
        assertThat(outcome(checkout("pm_card_ok", lamp)).outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void a_capture_that_fails_gives_the_hold_back() {
        CheckoutState done = outcome(checkout("pm_card_capture_fails", list(seller, 4_900, 1)));
        assertThat(failure(done)).isEqualTo(CheckoutFailure.CAPTURE_FAILED);
        awaitQuiet();
        assertThat(NODE.books().balance(done.payment())).hasValueSatisfying(balance -> assertMoney(balance, 0, 0, 0));
        assertThat(NODE.get(PaymentState.class, done.payment()).status())
                .isIn(PaymentState.Status.FAILED, PaymentState.Status.VOIDED);
    }

    @Test
    void a_provider_that_hangs_ends_the_checkout_and_holds_nothing_afterwards() {
        CheckoutId hanging = checkout("pm_card_timeout", list(seller, 4_900, 1));
        CheckoutState done = await().atMost(Duration.ofMinutes(2))
                .until(() -> NODE.get(CheckoutState.class, hanging), CheckoutEndToEndTest::ended);
        assertThat(failure(done)).isEqualTo(CheckoutFailure.PAYMENT_TIMEOUT);
        awaitQuiet();
        assertThat(NODE.books().balance(done.payment())).hasValueSatisfying(balance -> assertMoney(balance, 0, 0, 0));
        assertThat(NODE.get(PaymentState.class, done.payment()).status()).isEqualTo(PaymentState.Status.VOIDED);
    }

    @Test
    void of_forty_buyers_of_ten_units_ten_win_and_thirty_are_told_it_is_out_of_stock() {
        ListingId lamp = list(seller, 4_900, 10);
        List<CheckoutState> done = IntStream.range(0, 40)
                .mapToObj(i -> checkout("pm_card_ok", lamp))
                .toList()
                .stream()
                .map(CheckoutEndToEndTest::outcome)
                .toList();
        assertThat(done).filteredOn(checkout -> checkout.outcome() instanceof Outcome.Completed).hasSize(10);
        assertThat(done)
                .filteredOn(checkout -> checkout.outcome() instanceof Outcome.Failed)
                .hasSize(30)
                .allSatisfy(checkout -> assertThat(failure(checkout)).isEqualTo(CheckoutFailure.OUT_OF_STOCK));
        awaitQuiet();
        assertThat(NODE.books().openAuthorizations()).isEmpty();
        assertThat(NODE.get(ListingState.class, lamp).available()).isZero();
    }

    @Test
    void a_refund_that_breaks_off_once_is_paid_once() {
        CheckoutState done = outcome(checkout("pm_card_refund_fails_once", list(seller, 4_900, 1)));
        RefundId refund = refund(done.orders().getFirst().orderId(), 1_900);
        assertThat(refundStatus(done, refund)).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(NODE.books().balance(done.payment())).hasValueSatisfying(balance -> assertMoney(balance, 0, 4_900, 1_900));
        assertThat(NODE.get(PaymentState.class, done.payment()).refunded()).isEqualTo(Money.of(1_900, "usd"));
    }

    @Test
    void a_refund_that_the_provider_refuses_has_failed() {
        CheckoutState done = outcome(checkout("pm_card_refund_fails", list(seller, 4_900, 1)));
        RefundId refund = refund(done.orders().getFirst().orderId(), 1_900);
        assertThat(refundStatus(done, refund)).isEqualTo(RefundStatus.FAILED);
    }

    private ListingId list(AccountId owner, long priceMinor, long quantity) {
        ListingId listing = ListingId.next();
        ListingDetails details = new ListingDetails("Lamp", null, "furniture", List.of(), Money.of(priceMinor, "usd"), "DE", "Berlin",
                null, null, Map.of(), List.of());
        NODE.send(new ListingCommand.Create(listing, owner, details, quantity, true));
        return listing;
    }

    private CheckoutId checkout(String card, ListingId... listings) {
        List<Line> lines = Arrays.stream(listings).map(listing -> new Line(listing, 1, null)).toList();
        EncryptedText text = new EncryptedText("enc1.acct_test.text");
        ShippingAddress address = new ShippingAddress(text, text, null, text, null, null, "DE");
        return NODE.send(new CheckoutCommand.Start(CheckoutId.next(), buyer, PaymentId.next(), lines, card, address, Map.of())).id();
    }

    private RefundId refund(OrderId order, long amountMinor) {
        RefundId refund = RefundId.next();
        NODE.send(new OrderCommand.RequestRefund(order, Caller.account(seller), refund, Money.of(amountMinor, "usd"), null));
        return refund;
    }

    private static RefundStatus refundStatus(CheckoutState checkout, RefundId refund) {
        OrderId order = checkout.orders().getFirst().orderId();
        return await().atMost(Duration.ofMinutes(2)).until(
                () -> requireNonNull(NODE.get(OrderState.class, order).refunds().get(refund)).status(),
                status -> status != RefundStatus.PROCESSING);
    }

    private static CheckoutState outcome(CheckoutId checkout) {
        return await().atMost(Duration.ofMinutes(2)).until(() -> NODE.get(CheckoutState.class, checkout), CheckoutEndToEndTest::ended);
    }

    private static boolean ended(CheckoutState checkout) {
        return checkout.outcome() instanceof Outcome.Completed || checkout.outcome() instanceof Outcome.Failed;
    }

    private static CheckoutFailure failure(CheckoutState checkout) {
        return ((Outcome.Failed) checkout.outcome()).reason();
    }

    private static void awaitQuiet() {
        EffectReport report = NODE.context.getBean(EffectReport.class);
        await().atMost(Duration.ofMinutes(2)).until(() -> report.unfinished() == 0);
    }

    private static void assertMoney(Balance balance, long held, long captured, long refunded) {
        assertThat(balance).extracting(Balance::held, Balance::captured, Balance::refunded).containsExactly(held, captured, refunded);
    }
}
