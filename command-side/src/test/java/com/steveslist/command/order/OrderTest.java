package com.steveslist.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Given;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderEvent.StockReturn;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");

    private final OrderId id = OrderId.next();
    private final CheckoutId checkout = CheckoutId.next();
    private final PaymentId payment = PaymentId.next();
    private final ListingId lamp = ListingId.next();
    private final AccountId buyerId = Some.account();
    private final AccountId sellerId = Some.account();
    private final Caller buyer = Caller.account(buyerId);
    private final Caller seller = Caller.account(sellerId);
    private final Caller stranger = Caller.account(Some.account());
    private final RefundId refund = RefundId.next();

    private final OrderEvent placed = new OrderEvent.Placed(
            id, checkout, buyerId, sellerId, payment, List.of(Some.item(lamp, 2, 500)), Some.usd(1000), Some.address());
    private final OrderEvent confirmed = new OrderEvent.Confirmed(id, checkout, LATER);
    private final OrderEvent shipped = new OrderEvent.Shipped(id, "DHL", "42");
    private final OrderEvent delivered = new OrderEvent.Delivered(id, LATER);

    private Given<OrderState> given(DomainEvent... events) {
        return Given.events(OrderConfiguration.TYPE, events);
    }

    private OrderEvent cancelled(CancelledBy by, StockReturn... back) {
        return new OrderEvent.Cancelled(id, checkout, by, null, List.of(back));
    }

    private RefundEvent requested(RefundId refundId, long amount) {
        return new RefundEvent.Requested(refundId, id, payment, buyerId, sellerId, Some.usd(amount), null);
    }

    private OrderCommand.Cancel cancel(Caller caller, CancelledBy by) {
        return new OrderCommand.Cancel(id, caller, by, null, refund);
    }

    private OrderCommand.RequestRefund refund(Caller caller, RefundId refundId, long amount) {
        return new OrderCommand.RequestRefund(id, caller, refundId, Some.usd(amount), null);
    }

    @Nested
    class On_its_way {

        @Test
        void from_placed_to_completed() {
            Given<OrderState> order = given()
                    .when(new OrderCommand.Place(
                            id, checkout, buyerId, sellerId, payment, List.of(Some.item(lamp, 2, 500)), Some.address()))
                    .then(placed)
                    .when(new OrderCommand.Confirm(id, LATER))
                    .then(confirmed)
                    .when(new OrderCommand.Ship(id, seller, "DHL", "42"))
                    .then(shipped)
                    .when(new OrderCommand.Deliver(id, buyer, LATER))
                    .then(delivered)
                    .when(new OrderCommand.Complete(id))
                    .then(new OrderEvent.Completed(id));
            assertThat(order.state().history())
                    .extracting(OrderState.HistoryEntry::status)
                    .containsExactly("pending", "confirmed", "shipped", "delivered", "completed");
            assertThat(order.state().stage()).isEqualTo(new Stage.Completed(LATER, "DHL", "42"));
        }

        @Test
        void is_confirmed_and_completed_once() {
            given(placed, confirmed, shipped).when(new OrderCommand.Confirm(id, LATER)).thenNothing();
            given(placed, confirmed, shipped, delivered, new OrderEvent.Completed(id))
                    .when(new OrderCommand.Complete(id))
                    .thenNothing();
        }

        @Test
        void is_shipped_only_when_confirmed() {
            OrderCommand.Ship ship = new OrderCommand.Ship(id, seller, null, null);
            given(placed).when(ship).thenRejected(OrderRejection.INVALID_STATE);
            given(placed, confirmed, shipped).when(ship).thenRejected(OrderRejection.INVALID_STATE);
            given(placed, confirmed, cancelled(CancelledBy.BUYER)).when(ship).thenRejected(OrderRejection.INVALID_STATE);
        }

        @Test
        void is_delivered_only_when_shipped() {
            given(placed, confirmed).when(new OrderCommand.Deliver(id, seller, LATER)).thenRejected(OrderRejection.INVALID_STATE);
        }

        @Test
        void is_shipped_by_the_seller_alone() {
            given(placed, confirmed)
                    .when(new OrderCommand.Ship(id, buyer, null, null))
                    .thenRejected(OrderRejection.NOT_YOURS);
            given(placed, confirmed)
                    .when(new OrderCommand.Ship(id, stranger, null, null))
                    .thenRejected(OrderRejection.NOT_FOUND);
        }

        @Test
        void is_nothing_to_strangers() {
            given(placed, confirmed).when(cancel(stranger, CancelledBy.BUYER)).thenRejected(OrderRejection.NOT_FOUND);
            given().when(cancel(buyer, CancelledBy.BUYER)).thenRejected(OrderRejection.NOT_FOUND);
        }
    }

    @Nested
    class Cancelled {

        @Test
        void when_confirmed_gives_money_and_units_back() {
            given(placed, confirmed)
                    .when(cancel(buyer, CancelledBy.BUYER))
                    .then(cancelled(CancelledBy.BUYER, new StockReturn(lamp, 2)), requested(refund, 1000));
        }

        @Test
        void after_a_part_was_refunded_gives_back_the_rest() {
            RefundId first = RefundId.next();
            given(placed, confirmed, requested(first, 300))
                    .when(cancel(seller, CancelledBy.SELLER))
                    .then(cancelled(CancelledBy.SELLER, new StockReturn(lamp, 2)), requested(refund, 700));
        }

        @Test
        void by_its_failed_checkout_gives_nothing_back() {
            given(placed)
                    .when(cancel(Caller.MARKET, CancelledBy.CHECKOUT_FAILED))
                    .then(cancelled(CancelledBy.CHECKOUT_FAILED))
                    .when(cancel(Caller.MARKET, CancelledBy.CHECKOUT_FAILED))
                    .thenNothing();
        }

        @Test
        void not_while_it_is_being_paid() {
            given(placed).when(cancel(buyer, CancelledBy.BUYER)).thenRejected(OrderRejection.INVALID_STATE);
        }

        @Test
        void not_after_shipping() {
            given(placed, confirmed, shipped).when(cancel(buyer, CancelledBy.BUYER)).thenRejected(OrderRejection.INVALID_STATE);
        }

        @Test
        void not_twice() {
            given(placed, confirmed, cancelled(CancelledBy.BUYER))
                    .when(cancel(seller, CancelledBy.SELLER))
                    .thenRejected(OrderRejection.INVALID_STATE);
        }

        @Test
        void by_the_shipping_deadline_unless_shipped() {
            OrderCommand.Cancel deadline = cancel(Caller.MARKET, CancelledBy.SHIPPING_DEADLINE);
            given(placed, confirmed, shipped).when(deadline).thenNothing();
            given(placed, confirmed)
                    .when(deadline)
                    .then(cancelled(CancelledBy.SHIPPING_DEADLINE, new StockReturn(lamp, 2)), requested(refund, 1000));
        }
    }

    @Nested
    class Refunded {

        @Test
        void in_part_by_the_seller() {
            Given<OrderState> order =
                    given(placed, confirmed, shipped).when(refund(seller, refund, 400)).then(requested(refund, 400));
            assertThat(order.state().refundable()).isEqualTo(Some.usd(600));
            assertThat(order.state().refunded()).isEqualTo(Some.usd(0));
            order.when(new OrderCommand.SettleRefund(id, refund))
                    .then(new RefundEvent.Succeeded(refund, id, Some.usd(400)));
            assertThat(order.state().refunded()).isEqualTo(Some.usd(400));
        }

        @Test
        void without_an_amount_all_that_is_left() {
            RefundId first = RefundId.next();
            given(placed, confirmed, shipped, requested(first, 400))
                    .when(new OrderCommand.RequestRefund(id, seller, refund, null, null))
                    .then(requested(refund, 600));
        }

        @Test
        void in_full_before_shipping_is_cancelled_too() {
            given(placed, confirmed)
                    .when(refund(seller, refund, 1000))
                    .then(requested(refund, 1000), cancelled(CancelledBy.FULL_REFUND, new StockReturn(lamp, 2)));
        }

        @Test
        void in_full_after_shipping_goes_on() {
            given(placed, confirmed, shipped).when(refund(seller, refund, 1000)).then(requested(refund, 1000));
        }

        @Test
        void never_beyond_what_is_left() {
            RefundId first = RefundId.next();
            given(placed, confirmed, shipped, requested(first, 600))
                    .when(refund(seller, refund, 500))
                    .thenRejected(OrderRejection.REFUND_EXCEEDS_PAYMENT);
            given(placed, confirmed, shipped, requested(first, 1000))
                    .when(new OrderCommand.RequestRefund(id, seller, refund, null, null))
                    .thenRejected(OrderRejection.REFUND_EXCEEDS_PAYMENT);
        }

        @Test
        void not_by_the_buyer() {
            given(placed, confirmed).when(refund(buyer, refund, 1)).thenRejected(OrderRejection.NOT_YOURS);
        }

        @Test
        void not_when_nothing_was_paid() {
            given(placed).when(refund(seller, refund, 1)).thenRejected(OrderRejection.INVALID_STATE);
            given(placed, cancelled(CancelledBy.CHECKOUT_FAILED))
                    .when(refund(seller, refund, 1))
                    .thenRejected(OrderRejection.INVALID_STATE);
        }

        @Test
        void and_failed_can_be_tried_again_as_the_same_refund() {
            Given<OrderState> order = given(placed, confirmed, shipped, requested(refund, 400))
                    .when(new OrderCommand.FailRefund(id, refund, "card_closed"))
                    .then(new RefundEvent.Failed(refund, id, Some.usd(400), "card_closed"));
            assertThat(order.state().refundable()).isEqualTo(Some.usd(1000));
            order.when(new OrderCommand.RetryRefund(id, seller, refund))
                    .then(new RefundEvent.Retried(refund, id, payment, Some.usd(400), 2))
                    .when(new OrderCommand.RetryRefund(id, seller, refund))
                    .thenRejected(OrderRejection.INVALID_STATE);
            assertThat(order.state().refunds().get(refund)).satisfies(known -> {
                assertThat(known.attempts()).isEqualTo(2);
                assertThat(known.version()).isEqualTo(5);
                assertThat(known.failureCode()).isNull();
            });
        }

        @Test
        void and_failed_cannot_be_tried_again_when_others_took_the_money() {
            given(
                    placed,
                    confirmed,
                    shipped,
                    requested(refund, 800),
                    new RefundEvent.Failed(refund, id, Some.usd(800), "card_closed"),
                    requested(RefundId.next(), 900))
                    .when(new OrderCommand.RetryRefund(id, seller, refund))
                    .thenRejected(OrderRejection.REFUND_EXCEEDS_PAYMENT);
        }

        @Test
        void is_answered_once() {
            given(placed, confirmed, shipped, requested(refund, 400), new RefundEvent.Succeeded(refund, id, Some.usd(400)))
                    .when(new OrderCommand.SettleRefund(id, refund))
                    .thenNothing()
                    .when(new OrderCommand.FailRefund(id, refund, "late"))
                    .thenRejected(OrderRejection.INVALID_STATE);
        }
    }

    @Nested
    class Within_a_time_for_refunds {

        /** Events come a second after the other from 10:00:00 on, so it was delivered at 10:00:03. */
        private final Instant delivery = Instant.parse("2026-11-22T10:00:03Z");

        private OrderCommand.RequestRefund asked(Instant at) {
            return new OrderCommand.RequestRefund(
                    id, seller, refund, Some.usd(400), null, at, new RefundWindow(Duration.ofDays(14)));
        }

        @Test
        void after_delivery_money_can_be_given_back_until_it_ends() {
            given(placed, confirmed, shipped, delivered).when(asked(delivery.plus(Duration.ofDays(14)))).then(requested(refund, 400));
            given(placed, confirmed, shipped, delivered)
                    .when(asked(delivery.plus(Duration.ofDays(14)).plusMillis(1)))
                    .thenRejected(OrderRejection.REFUND_WINDOW_CLOSED);
        }

        @Test
        void without_delivery_it_counts_from_the_confirmation() {
            given(placed, confirmed, shipped)
                    .when(asked(delivery.minusSeconds(2).plus(Duration.ofDays(14)).plusMillis(1)))
                    .thenRejected(OrderRejection.REFUND_WINDOW_CLOSED);
        }
    }
}
