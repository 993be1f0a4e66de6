package com.steveslist.command.refund;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.checkout.CheckoutCommand;
import com.steveslist.command.checkout.CheckoutState;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingState;
import com.steveslist.command.order.OrderCommand;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.order.OrderState.RefundStatus;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.command.payment.PaymentState;
import com.steveslist.command.testing.Market;
import com.steveslist.command.testing.Some;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an agreed refund to money given back: order, payment and provider agree at the end. */
class RefundsTest {

    private final Market market = new Market();
    private final Random random = new Random(7);
    private final AccountId sellerId = Some.account();
    private final Caller seller = Caller.account(sellerId);
    private final ListingId lamp = ListingId.next();
    private final PaymentId payment = PaymentId.next();
    private final RefundId refund = RefundId.next();
    private OrderId order = OrderId.next();

    @BeforeEach
    void aPaidOrder() {
        CheckoutId checkout = CheckoutId.next();
        market.send(new ListingCommand.Create(lamp, sellerId, Some.lamp(500), 2, true));
        market.send(new CheckoutCommand.Start(
                checkout, Some.account(), payment, List.of(new Line(lamp, 2, null)), "ok", Some.address(), Map.of()));
        market.settle(random);
        order = market.get(CheckoutState.class, checkout).orders().getFirst().orderId();
    }

    private OrderState order() {
        return market.get(OrderState.class, order);
    }

    private RefundStatus status() {
        return requireNonNull(order().refunds().get(refund)).status();
    }

    private void assertGivenBack(long amount) {
        assertThat(order().refunded()).isEqualTo(Some.usd(amount));
        assertThat(market.get(PaymentState.class, payment).refunded()).isEqualTo(Some.usd(amount));
        assertThat(market.provider.books(payment).refunded).isEqualTo(amount);
    }

    @Test
    void a_part_is_given_back() {
        market.send(new OrderCommand.RequestRefund(order, seller, refund, Some.usd(300), null));
        assertThat(status()).isEqualTo(RefundStatus.PROCESSING);
        market.settle(random);
        assertThat(status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertGivenBack(300);
        assertThat(market.get(ListingState.class, lamp).sold()).isEqualTo(2);
    }

    @Test
    void all_of_it_before_shipping_puts_the_units_back_on_sale() {
        market.send(new OrderCommand.RequestRefund(order, seller, refund, null, null));
        market.settle(random);
        assertGivenBack(1000);
        assertThat(order().stage()).isEqualTo(new Stage.Cancelled(CancelledBy.FULL_REFUND, null));
        assertThat(market.get(ListingState.class, lamp).available()).isEqualTo(2);
    }

    @Test
    void a_refused_one_is_visible_and_can_be_tried_again() {
        market.provider.refuseRefunds(true);
        market.send(new OrderCommand.RequestRefund(order, seller, refund, Some.usd(300), null));
        market.settle(random);
        assertThat(status()).isEqualTo(RefundStatus.FAILED);
        assertGivenBack(0);
        market.provider.refuseRefunds(false);
        market.send(new OrderCommand.RetryRefund(order, seller, refund));
        market.settle(random);
        assertThat(status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertGivenBack(300);
    }

    @Test
    void money_is_given_back_once_however_often_the_provider_breaks_off() {
        market.send(new OrderCommand.RequestRefund(order, seller, refund, Some.usd(300), null));
        market.happen(random, 40);
        market.settle(random);
        assertGivenBack(300);
    }

    @Test
    void an_order_that_is_not_shipped_in_time_is_cancelled_and_given_back() {
        market.waitFor(Duration.ofDays(8), random);
        assertThat(order().stage()).isEqualTo(new Stage.Cancelled(CancelledBy.SHIPPING_DEADLINE, null));
        assertGivenBack(1000);
        assertThat(market.get(ListingState.class, lamp).available()).isEqualTo(2);
    }

    @Test
    void an_order_that_is_shipped_in_time_stays_and_is_completed_after_delivery() {
        market.send(new OrderCommand.Ship(order, seller, null, null));
        market.waitFor(Duration.ofDays(8), random);
        assertThat(order().stage()).isInstanceOf(Stage.Shipped.class);
        market.send(new OrderCommand.Deliver(order, seller, Instant.now().plus(Duration.ofDays(14))));
        market.settle(random);
        assertThat(order().stage()).isInstanceOf(Stage.Delivered.class);
        market.waitFor(Duration.ofDays(15), random);
        assertThat(order().stage()).isInstanceOf(Stage.Completed.class);
        assertGivenBack(0);
    }
}
