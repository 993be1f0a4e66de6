package com.steveslist.command.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.checkout.CheckoutState.Outcome;
import com.steveslist.command.dispatch.Given;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckoutTest {

    private final CheckoutId id = CheckoutId.next();
    private final AccountId buyer = Some.account();
    private final PaymentId payment = PaymentId.next();
    private final ListingId lamp = ListingId.next();
    private final List<Line> lines = List.of(new Line(lamp, 1, Some.usd(500)));
    private final List<SellerOrder> orders = List.of(new SellerOrder(OrderId.next(), Some.account()));

    private final CheckoutEvent started =
            new CheckoutEvent.Started(id, buyer, payment, lines, "pm_card_ok", Some.address(), Some.usd(500));
    private final CheckoutEvent priced = new CheckoutEvent.Priced(id, buyer, orders, Some.usd(500));
    private final CheckoutEvent paid = new CheckoutEvent.Paid(id, payment);
    private final CheckoutEvent completed = new CheckoutEvent.Completed(id, buyer, payment, orders, Some.usd(500));
    private final CheckoutEvent failed =
            new CheckoutEvent.Failed(id, buyer, CheckoutFailure.PAYMENT_TIMEOUT, "Too late.");
    private final CheckoutCommand fail = new CheckoutCommand.Fail(id, CheckoutFailure.PAYMENT_TIMEOUT, "Too late.");

    private Given<CheckoutState> given(DomainEvent... events) {
        return Given.events(CheckoutConfiguration.TYPE, events);
    }

    private CheckoutCommand start(List<Line> of) {
        return new CheckoutCommand.Start(id, buyer, payment, of, "pm_card_ok", Some.address(), Map.of(lamp, Some.usd(500)));
    }

    @Test
    void goes_from_started_to_completed() {
        Given<CheckoutState> checkout = given()
                .when(start(lines))
                .then(started)
                .when(new CheckoutCommand.Price(id, orders, Some.usd(500)))
                .then(priced)
                .when(new CheckoutCommand.RecordPayment(id))
                .then(paid)
                .when(new CheckoutCommand.Complete(id))
                .then(completed)
                .when(new CheckoutCommand.Complete(id))
                .thenNothing();
        assertThat(checkout.state().outcome()).isEqualTo(new Outcome.Completed());
    }

    @Test
    void takes_one_currency() {
        given().when(start(List.of(new Line(lamp, 1, Some.usd(500)), new Line(ListingId.next(), 1, Money.of(5, "eur")))))
                .thenRejected(CheckoutRejection.MIXED_CURRENCIES);
    }

    @Test
    void takes_one_currency_also_of_prices_that_nobody_stated() {
        ListingId chair = ListingId.next();
        given().when(new CheckoutCommand.Start(
                id, buyer, payment, List.of(new Line(lamp, 1, null), new Line(chair, 1, null)), "pm_card_ok", Some.address(),
                Map.of(lamp, Some.usd(500), chair, Money.of(5, "eur"))))
                .thenRejected(CheckoutRejection.MIXED_CURRENCIES);
    }

    @Test
    void buys_something() {
        given().when(start(List.of())).thenRejected(CheckoutRejection.CART_EMPTY);
    }

    @Test
    void has_a_total_that_can_be_paid() {
        Map<ListingId, Money> dear = Map.of(lamp, Some.usd(1_000_000_000_000L));
        for (long quantity : List.of(1_001L, 10_000_000L)) {
            given().when(new CheckoutCommand.Start(
                    id, buyer, payment, List.of(new Line(lamp, quantity, null)), "pm_card_ok", Some.address(), dear))
                    .thenRejected(CheckoutRejection.TOTAL_TOO_LARGE);
        }
    }

    @Test
    void has_no_quoted_total_when_a_line_has_no_price() {
        List<Line> two = List.of(new Line(lamp, 1, null), new Line(ListingId.next(), 1, null));
        given().when(start(two))
                .then(new CheckoutEvent.Started(id, buyer, payment, two, "pm_card_ok", Some.address(), null));
    }

    @Test
    void fails_with_the_first_line_that_is_refused() {
        given(started)
                .when(new CheckoutCommand.RejectLine(id, lamp, CheckoutFailure.OUT_OF_STOCK, "None left."))
                .then(
                        new CheckoutEvent.LineRejected(id, lamp, CheckoutFailure.OUT_OF_STOCK, "None left."),
                        new CheckoutEvent.Failed(id, buyer, CheckoutFailure.OUT_OF_STOCK, "None left."))
                .when(new CheckoutCommand.RejectLine(id, ListingId.next(), CheckoutFailure.PRICE_CHANGED, "Dearer."))
                .thenNothing();
    }

    @Test
    void that_is_paid_cannot_fail() {
        given(started, priced, paid).when(fail).thenNothing();
        given(started, priced, paid, completed).when(fail).thenNothing();
    }

    @Test
    void that_failed_is_not_paid_or_completed() {
        given(started, priced, failed).when(new CheckoutCommand.RecordPayment(id)).thenRejected(CheckoutRejection.INVALID_STATE);
        given(started, priced, failed).when(new CheckoutCommand.Complete(id)).thenRejected(CheckoutRejection.INVALID_STATE);
        given(started, failed).when(new CheckoutCommand.Price(id, orders, Some.usd(500))).thenNothing();
        given(started, failed).when(fail).thenNothing();
    }

    @Test
    void is_completed_only_when_paid() {
        given(started, priced).when(new CheckoutCommand.Complete(id)).thenRejected(CheckoutRejection.INVALID_STATE);
        given(started).when(new CheckoutCommand.RecordPayment(id)).thenRejected(CheckoutRejection.INVALID_STATE);
    }

    @Test
    void that_nobody_started_does_not_exist() {
        given().when(fail).thenRejected(CheckoutRejection.NOT_FOUND);
    }
}
