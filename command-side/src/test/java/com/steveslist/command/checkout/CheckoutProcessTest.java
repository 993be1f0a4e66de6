package com.steveslist.command.checkout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.testing.Recorded;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.payment.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckoutProcessTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final CheckoutProcess process = new CheckoutProcess(Duration.ofDays(7));
    private final CheckoutId id = CheckoutId.next();
    private final PaymentId payment = PaymentId.next();
    private final AccountId buyer = Some.account();
    private final AccountId anna = Some.account();
    private final AccountId bert = Some.account();
    private final ListingId lamp = ListingId.next();
    private final ListingId chair = ListingId.next();

    private @Nullable CheckoutProgress progress;
    private int heard;

    private List<String> hear(DomainEvent event) {
        return effects(event).stream().map(Effect::kind).toList();
    }

    private List<Effect> effects(DomainEvent event) {
        CheckoutProcess.Step step = requireNonNull(process.on(progress, Recorded.of("evt_" + heard++, event, NOW)));
        progress = step.progress();
        return step.effects();
    }

    private void given(DomainEvent... events) {
        for (DomainEvent event : events) {
            hear(event);
        }
    }

    private CheckoutEvent started() {
        List<Line> lines = List.of(new Line(lamp, 2, Some.usd(500)), new Line(chair, 1, null));
        return new CheckoutEvent.Started(id, buyer, payment, lines, "pm_card_ok", Some.address(), null);
    }

    private ListingEvent reserved(ListingId listing, AccountId seller) {
        return new ListingEvent.Reserved(listing, id, buyer, seller, Some.item(listing, 2, 500));
    }

    private List<SellerOrder> orders() {
        return requireNonNull(progress).orders();
    }

    private DomainEvent placed(SellerOrder order) {
        return new OrderEvent.Placed(
                order.orderId(), id, buyer, order.sellerId(), payment, List.of(), Some.usd(1000), Some.address());
    }

    private final PaymentEvent authorized = new PaymentEvent.Authorized(payment, "chk", Some.usd(2000), "ref");
    private final PaymentEvent captured = new PaymentEvent.Captured(payment, "chk", Some.usd(2000));
    private final CheckoutEvent paid = new CheckoutEvent.Paid(id, payment);
    private final CheckoutEvent failed = new CheckoutEvent.Failed(id, buyer, CheckoutFailure.PAYMENT_TIMEOUT, "Late.");

    private CheckoutEvent priced() {
        return new CheckoutEvent.Priced(id, buyer, orders(), Some.usd(2000));
    }

    private void everythingReserved() {
        given(started(), reserved(lamp, anna), reserved(chair, bert));
    }

    private void paid() {
        everythingReserved();
        given(priced(), placed(orders().get(0)), placed(orders().get(1)), authorized, captured, paid);
    }

    @Nested
    class When_all_goes_well {

        @Test
        void every_listing_is_asked_and_the_clock_is_set() {
            List<Effect> effects = effects(started());
            assertThat(effects).extracting(Effect::kind)
                    .containsExactly("listing.reserve", "listing.reserve", "checkout.fail");
            assertThat(effects).extracting(Effect::dueAt).containsExactly(NOW, NOW, NOW.plusSeconds(20));
            assertThat(effects.getFirst().arguments()).containsEntry("stated_amount", "500");
        }

        @Test
        void nothing_more_happens_before_every_listing_has_answered() {
            given(started());
            assertThat(hear(reserved(lamp, anna))).isEmpty();
        }

        @Test
        void everything_reserved_is_priced_ordered_a_seller_and_authorised() {
            given(started(), reserved(lamp, anna));
            List<Effect> effects = effects(reserved(chair, bert));
            assertThat(effects).extracting(Effect::kind)
                    .containsExactly("checkout.price", "order.place", "order.place", "payment.authorize");
            assertThat(effects.getLast().arguments()).containsEntry("amount", "2000").containsEntry("currency", "usd");
            List<OrderItem> items = FlatItems.read(effects.get(1));
            assertThat(items).containsExactly(Some.item(lamp, 2, 500));
        }

        @Test
        void two_listings_of_one_seller_are_one_order() {
            given(started(), reserved(lamp, anna));
            List<Effect> effects = effects(reserved(chair, anna));
            assertThat(effects).extracting(Effect::kind)
                    .containsExactly("checkout.price", "order.place", "payment.authorize");
            assertThat(FlatItems.read(effects.get(1))).extracting(OrderItem::listingId).containsExactly(lamp, chair);
        }

        @Test
        void it_is_captured_when_priced_and_ordered_and_authorised_whichever_comes_last() {
            everythingReserved();
            assertThat(hear(authorized)).isEmpty();
            assertThat(hear(placed(orders().get(1)))).isEmpty();
            assertThat(hear(priced())).isEmpty();
            assertThat(hear(placed(orders().get(0)))).containsExactly("payment.capture");
        }

        @Test
        void captured_is_recorded_and_paid_is_fulfilled() {
            everythingReserved();
            given(priced(), placed(orders().get(0)), placed(orders().get(1)), authorized);
            assertThat(hear(captured)).containsExactly("checkout.pay");
            List<Effect> effects = effects(paid);
            assertThat(effects).extracting(Effect::kind)
                    .containsExactly("order.confirm", "order.confirm", "listing.sell", "listing.sell");
            assertThat(effects.getFirst().arguments()).containsEntry("ship_by", "2026-11-29T10:00:00Z");
        }

        @Test
        void it_is_complete_when_all_is_confirmed_and_sold() {
            paid();
            List<SellerOrder> orders = orders();
            assertThat(hear(new ListingEvent.Sold(lamp, id, orders.get(0).orderId(), 2))).isEmpty();
            assertThat(hear(new OrderEvent.Confirmed(orders.get(0).orderId(), id, NOW))).isEmpty();
            assertThat(hear(new OrderEvent.Confirmed(orders.get(1).orderId(), id, NOW))).isEmpty();
            assertThat(hear(new ListingEvent.Sold(chair, id, orders.get(1).orderId(), 1))).containsExactly("checkout.complete");
        }
    }

    @Nested
    class When_something_fails {

        @Test
        void a_declined_card_says_why() {
            everythingReserved();
            List<Effect> effects = effects(new PaymentEvent.Declined(payment, "chk", "insufficient_funds"));
            assertThat(effects).extracting(Effect::kind).containsExactly("checkout.fail");
            assertThat(effects.getFirst().argument("reason")).isEqualTo("INSUFFICIENT_FUNDS");
        }

        @Test
        void a_failed_capture_says_why() {
            everythingReserved();
            List<Effect> effects = effects(new PaymentEvent.Failed(payment, "chk", "x"));
            assertThat(effects.getFirst().argument("reason")).isEqualTo("CAPTURE_FAILED");
        }

        @Test
        void prices_in_two_currencies_are_a_changed_price() {
            given(started(), reserved(lamp, anna));
            OrderItem euro = new OrderItem(chair, "Chair", 1, Money.of(5, "eur"), "x", List.of(), "DE", "Berlin");
            List<Effect> effects = effects(new ListingEvent.Reserved(chair, id, buyer, bert, euro));
            assertThat(effects).extracting(Effect::kind).containsExactly("checkout.fail");
        }

        @Test
        void prices_that_no_payment_can_cover_are_a_changed_price() {
            given(started(), reserved(lamp, anna));
            OrderItem dear = Some.item(chair, 1_000_000, 1_000_000_000_000L);
            List<Effect> effects = effects(new ListingEvent.Reserved(chair, id, buyer, bert, dear));
            assertThat(effects).extracting(Effect::kind).containsExactly("checkout.fail");
        }

        @Test
        void before_everything_was_reserved_every_listing_is_released() {
            given(started(), reserved(lamp, anna));
            assertThat(hear(failed)).containsExactly("listing.release", "listing.release");
        }

        @Test
        void after_the_provider_was_asked_everything_is_undone() {
            everythingReserved();
            assertThat(hear(failed)).containsExactly(
                    "listing.release", "listing.release", "order.cancel", "order.cancel", "payment.cancel");
        }

        @Test
        void a_declined_payment_needs_no_cancelling() {
            everythingReserved();
            given(new PaymentEvent.Declined(payment, "chk", "card_declined"));
            assertThat(hear(failed)).doesNotContain("payment.cancel");
        }

        @Test
        void what_is_heard_of_later_is_undone_then() {
            everythingReserved();
            List<SellerOrder> orders = orders();
            given(failed);
            assertThat(hear(reserved(lamp, anna))).containsExactly("listing.release");
            assertThat(hear(placed(orders.getFirst()))).containsExactly("order.cancel");
            assertThat(hear(new PaymentEvent.Requested(payment, "chk", buyer, Some.usd(1), "pm"))).containsExactly("payment.cancel");
            assertThat(hear(authorized)).containsExactly("payment.cancel");
            assertThat(hear(captured)).containsExactly("payment.cancel");
        }
    }

    @Nested
    class Heard_twice {

        @Test
        void the_same_event_wishes_the_same_effects() {
            CheckoutProcess.Step first = process.on(null, Recorded.of("evt_1", started(), NOW));
            CheckoutProcess.Step again = process.on(null, Recorded.of("evt_1", started(), NOW));
            assertThat(again).isEqualTo(first);
            assertThat(requireNonNull(first).effects()).extracting(Effect::id).doesNotHaveDuplicates();
        }

        @Test
        void nothing_is_wished_again() {
            given(started());
            assertThat(hear(started())).isEmpty();
            given(reserved(lamp, anna), reserved(chair, bert));
            assertThat(hear(reserved(chair, bert))).isEmpty();
            given(priced(), placed(orders().get(0)), placed(orders().get(1)), authorized);
            assertThat(hear(authorized)).isEmpty();
            given(captured, paid);
            assertThat(hear(paid)).isEmpty();
        }
    }

    @Test
    void the_same_checkout_and_seller_always_give_the_same_order() {
        everythingReserved();
        List<OrderId> first = orders().stream().map(SellerOrder::orderId).toList();
        progress = null;
        everythingReserved();
        assertThat(orders()).extracting(SellerOrder::orderId).isEqualTo(first).doesNotHaveDuplicates();
    }

    @Test
    void an_event_of_no_known_checkout_is_nothing() {
        assertThat(process.on(null, Recorded.of("evt_1", captured, NOW))).isNull();
    }
}
