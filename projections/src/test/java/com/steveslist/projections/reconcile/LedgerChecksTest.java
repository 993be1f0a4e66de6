package com.steveslist.projections.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderEvent.StockReturn;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerChecksTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final Money PRICE = Money.of(10_00, "usd");
    private static final AccountId SELLER = AccountId.next();
    private static final AccountId BUYER = AccountId.next();
    private static final EncryptedText TEXT = new EncryptedText("enc1." + BUYER + ".AAAA");
    private static final ShippingAddress ADDRESS = new ShippingAddress(TEXT, TEXT, null, TEXT, null, null, "US");

    private final ListingId listing = ListingId.next();
    private final CheckoutId checkout = CheckoutId.next();
    private final OrderId order = OrderId.next();
    private final PaymentId payment = PaymentId.next();
    private final RefundId refund = RefundId.next();
    private final OrderItem item = new OrderItem(listing, "TV", 2, PRICE, "electronics", List.of(), "US", "San Francisco");
    private final Money total = PRICE.times(2);

    private final Ledger ledger = new Ledger();
    private long position;

    @Test
    void nothing_at_all_adds_up() {
        assertThat(differing()).isEmpty();
    }

    @Nested
    class A_sale {
        @Test
        void adds_up() {
            sell();

            assertThat(differing()).isEmpty();
        }

        @Test
        void with_a_refund_in_part_adds_up() {
            sell();
            refund(3_00);

            assertThat(differing()).isEmpty();
        }

        @Test
        void that_is_cancelled_with_its_money_and_stock_returned_adds_up() {
            sell();
            happened(new OrderEvent.Cancelled(order, checkout, CancelledBy.BUYER, null, List.of(new StockReturn(listing, 2))));
            happened(new ListingEvent.Returned(listing, order, 2));
            refund(20_00);

            assertThat(differing()).isEmpty();
        }

        @Test
        void whose_money_was_never_captured_is_an_order_without_payment() {
            reserve();
            happened(new PaymentEvent.Authorized(payment, checkout.value(), total, "ref"));
            happened(new OrderEvent.Confirmed(order, checkout, NOW));
            happened(new ListingEvent.Sold(listing, checkout, order, 2));

            assertThat(differing()).contains("orders without payment", "captured − refunded = orders − refunds",
                    "authorisations left behind");
        }

        @Test
        void whose_stock_never_came_back_after_the_cancellation_is_found() {
            sell();
            happened(new OrderEvent.Cancelled(order, checkout, CancelledBy.BUYER, null, List.of(new StockReturn(listing, 2))));
            refund(20_00);

            assertThat(differing()).containsExactly("stock sold = listed − left");
        }

        @Test
        void whose_payment_gave_back_more_than_the_order_says_is_found() {
            sell();
            happened(new PaymentEvent.Refunded(payment, checkout.value(), order, refund, Money.of(1, "usd")));

            assertThat(differing()).containsExactly("captured − refunded = orders − refunds");
        }

        @Test
        void with_a_refund_that_does_not_end_is_found() {
            sell();
            happened(new RefundEvent.Requested(refund, order, payment, BUYER, SELLER, PRICE, null));

            assertThat(differing()).containsExactly("refunds under way or too large");
        }
    }

    @Nested
    class A_checkout_that_failed {
        @Test
        void and_undid_everything_adds_up() {
            reserve();
            happened(new PaymentEvent.Declined(payment, checkout.value(), "card_declined"));
            happened(new ListingEvent.Released(listing, checkout, 2));
            happened(new OrderEvent.Cancelled(order, checkout, CancelledBy.CHECKOUT_FAILED, null, List.of()));
            happened(new CheckoutEvent.Failed(checkout, BUYER, CheckoutFailure.CARD_DECLINED, ""));

            assertThat(differing()).isEmpty();
        }

        @Test
        void and_left_a_reservation_is_found() {
            reserve();
            happened(new PaymentEvent.Declined(payment, checkout.value(), "card_declined"));
            happened(new OrderEvent.Cancelled(order, checkout, CancelledBy.CHECKOUT_FAILED, null, List.of()));
            happened(new CheckoutEvent.Failed(checkout, BUYER, CheckoutFailure.CARD_DECLINED, ""));

            assertThat(differing()).containsExactly("reservations left behind");
        }

        @Test
        void and_left_an_authorisation_is_found() {
            reserve();
            happened(new PaymentEvent.Authorized(payment, checkout.value(), total, "ref"));
            happened(new PaymentEvent.Failed(payment, checkout.value(), "capture_failed"));
            happened(new ListingEvent.Released(listing, checkout, 2));
            happened(new OrderEvent.Cancelled(order, checkout, CancelledBy.CHECKOUT_FAILED, null, List.of()));
            happened(new CheckoutEvent.Failed(checkout, BUYER, CheckoutFailure.CAPTURE_FAILED, ""));

            assertThat(differing()).containsExactly("authorisations left behind");
        }
    }

    private void reserve() {
        ListingDetails details = new ListingDetails(
                "TV", null, "electronics", List.of(), PRICE, "US", "San Francisco", null, null, Map.of(), List.of());
        happened(new ListingEvent.Drafted(listing, SELLER, details, 5));
        happened(new ListingEvent.Published(listing));
        happened(new CheckoutEvent.Started(checkout, BUYER, payment, List.of(), "pm_card_ok", ADDRESS, null));
        happened(new ListingEvent.Reserved(listing, checkout, BUYER, SELLER, item));
        happened(new OrderEvent.Placed(order, checkout, BUYER, SELLER, payment, List.of(item), total, ADDRESS));
        happened(new PaymentEvent.Requested(payment, checkout.value(), BUYER, total, "pm_card_ok"));
    }

    private void sell() {
        reserve();
        happened(new PaymentEvent.Authorized(payment, checkout.value(), total, "ref"));
        happened(new PaymentEvent.Captured(payment, checkout.value(), total));
        happened(new OrderEvent.Confirmed(order, checkout, NOW));
        happened(new ListingEvent.Sold(listing, checkout, order, 2));
        happened(new CheckoutEvent.Completed(checkout, BUYER, payment, List.of(), total));
    }

    private void refund(long amountMinor) {
        Money amount = Money.of(amountMinor, "usd");
        happened(new RefundEvent.Requested(refund, order, payment, BUYER, SELLER, amount, null));
        happened(new PaymentEvent.Refunded(payment, checkout.value(), order, refund, amount));
        happened(new RefundEvent.Succeeded(refund, order, amount));
    }

    private void happened(DomainEvent event) {
        position++;
        ledger.apply(new RecordedEvent(
                new EventEnvelope(new LogPosition(1, position), "stream", position, "e" + position, "type", 1, NOW, NOW, SELLER,
                        List.of(SELLER), new Actor(Actor.Kind.JOB, "test"), null, null, null, Map.of()),
                event));
    }

    private List<String> differing() {
        return new LedgerChecks(ledger).all().stream().filter(check -> check.differences() != 0).map(Check::name).toList();
    }
}
