package com.steveslist.command.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.checkout.CheckoutState.Outcome;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingState;
import com.steveslist.command.order.OrderCommand;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.command.payment.PaymentState;
import com.steveslist.command.payment.PaymentState.Status;
import com.steveslist.command.testing.FlakyProvider;
import com.steveslist.command.testing.Laws;
import com.steveslist.command.testing.Market;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.id.Id;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However events, effects, repetitions, break-downs and deadlines fall: at the end everything is done or everything is undone. */
class CheckoutInAnyOrderTest {

    private static final Market MARKET = new Market();
    private static final List<String> METHODS = List.of("ok", "ok", "ok", "declined", "capture_fails");

    private final Map<ListingId, Long> quantities = new LinkedHashMap<>();
    private final List<CheckoutId> checkouts = new ArrayList<>();
    private int beginning;

    @Property(tries = 600)
    void everything_is_done_or_everything_is_undone(@ForAll long seed) {
        Random random = new Random(seed);
        MARKET.provider.forget(random.nextBoolean());
        openShop(random);
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            startCheckout(random);
            MARKET.happen(random, random.nextInt(60));
        }
        MARKET.happen(random, 100);
        MARKET.settle(random);
        assertAllAgrees();
        undoSome(random);
        MARKET.happen(random, 60);
        MARKET.settle(random);
        MARKET.waitFor(Duration.ofDays(8), random);
        assertAllAgrees();
        assertLawsHoldAfterEveryEvent();
        assertMemoryIsWhatTheEventsSay();
    }

    private void openShop(Random random) {
        quantities.clear();
        checkouts.clear();
        beginning = MARKET.log.size();
        List<AccountId> sellers = List.of(Some.account(), Some.account());
        for (int i = 0; i < 3; i++) {
            ListingId listing = ListingId.next();
            long quantity = 1 + random.nextInt(3);
            MARKET.send(new ListingCommand.Create(
                    listing, sellers.get(i % 2), Some.lamp(100 + random.nextInt(900)), quantity, true));
            quantities.put(listing, quantity);
        }
    }

    private void startCheckout(Random random) {
        List<Line> lines = quantities.keySet().stream()
                .filter(listing -> random.nextBoolean())
                .map(listing -> new Line(listing, 1 + random.nextInt(2), null))
                .toList();
        if (!lines.isEmpty()) {
            CheckoutId checkout = CheckoutId.next();
            String method = METHODS.get(random.nextInt(METHODS.size()));
            MARKET.send(new CheckoutCommand.Start(
                    checkout, Some.account(), PaymentId.next(), lines, method, Some.address(), Map.of()));
            checkouts.add(checkout);
        }
    }

    private void undoSome(Random random) {
        for (OrderState order : orders()) {
            if (order.stage() instanceof Stage.Confirmed) {
                Caller seller = Caller.account(order.seller());
                RefundId refund = RefundId.next();
                MARKET.send(switch (random.nextInt(4)) {
                    case 0 -> new OrderCommand.Cancel(order.id(), seller, CancelledBy.SELLER, null, refund);
                    case 1 -> new OrderCommand.RequestRefund(order.id(), seller, refund, Some.usd(50), null);
                    case 2 -> new OrderCommand.RequestRefund(order.id(), seller, refund, null, null);
                    default -> new OrderCommand.Ship(order.id(), seller, null, null);
                });
            }
        }
    }

    private void assertAllAgrees() {
        checkouts.forEach(this::assertEnded);
        Map<ListingId, Long> sold = new HashMap<>();
        orders().stream()
                .filter(order -> !(order.stage() instanceof Stage.Cancelled))
                .flatMap(order -> order.items().stream())
                .forEach(item -> sold.merge(item.listingId(), item.quantity(), Long::sum));
        quantities.forEach((id, quantity) -> {
            ListingState listing = MARKET.get(ListingState.class, id);
            assertThat(listing.reservations()).isEmpty();
            assertThat(listing.sold()).isEqualTo(sold.getOrDefault(id, 0L)).isLessThanOrEqualTo(quantity);
            assertThat(listing.status() == ListingState.Status.SOLD_OUT).isEqualTo(listing.available() == 0);
        });
    }

    private void assertLawsHoldAfterEveryEvent() {
        Laws laws = new Laws();
        IntStream.range(beginning, MARKET.log.size()).forEach(i -> laws.after((DomainEvent) MARKET.log.get(i).getPayload()));
    }

    private void assertMemoryIsWhatTheEventsSay() {
        IntStream.range(beginning, MARKET.log.size())
                .mapToObj(i -> MARKET.log.get(i).getAggregateIdentifier())
                .distinct()
                .forEach(stream -> {
                    switch (stream.substring(0, stream.indexOf('_'))) {
                        case ListingId.PREFIX -> assertReplayed(ListingState.class, new ListingId(stream));
                        case CheckoutId.PREFIX -> assertReplayed(CheckoutState.class, new CheckoutId(stream));
                        case OrderId.PREFIX -> assertReplayed(OrderState.class, new OrderId(stream));
                        case PaymentId.PREFIX -> assertReplayed(PaymentState.class, new PaymentId(stream));
                        default -> throw new AssertionError("whose stream is " + stream);
                    }
                });
    }

    private static <S> void assertReplayed(Class<S> type, Id id) {
        Decided<S> live = MARKET.commands.find(type, id).orElseThrow();
        assertThat(live.state()).isEqualTo(MARKET.commands.asOf(type, id.value(), live.version()).state());
    }

    private void assertEnded(CheckoutId id) {
        CheckoutState checkout = MARKET.get(CheckoutState.class, id);
        assertThat(MARKET.provider.books(checkout.payment()).held).isZero();
        switch (checkout.outcome()) {
            case Outcome.Processing still -> throw new AssertionError("still under way: " + checkout);
            case Outcome.Completed completed -> assertDone(checkout);
            case Outcome.Failed failed -> assertUndone(checkout);
        }
    }

    private void assertDone(CheckoutState checkout) {
        List<OrderState> orders = ordersOf(checkout);
        assertThat(orders).noneMatch(order -> order.stage() instanceof Stage.Pending);
        assertThat(orders).extracting(OrderState::id)
                .containsExactlyInAnyOrderElementsOf(checkout.orders().stream().map(SellerOrder::orderId).toList());
        long kept = orders.stream().mapToLong(order -> order.total().minus(order.refunded()).amountMinor()).sum();
        FlakyProvider.Account books = MARKET.provider.books(checkout.payment());
        assertThat(books.captured - books.refunded).isEqualTo(kept);
        PaymentState payment = MARKET.get(PaymentState.class, checkout.payment());
        assertThat(payment.captured().amountMinor()).isEqualTo(books.captured);
        assertThat(payment.refunded().amountMinor()).isEqualTo(books.refunded);
    }

    private void assertUndone(CheckoutState checkout) {
        assertThat(ordersOf(checkout))
                .allMatch(order -> order.stage() instanceof Stage.Cancelled(CancelledBy by, var why) && by == CancelledBy.CHECKOUT_FAILED);
        FlakyProvider.Account books = MARKET.provider.books(checkout.payment());
        assertThat(books.captured).isEqualTo(books.refunded);
        MARKET.commands.find(PaymentState.class, checkout.payment()).map(Decided::state).ifPresent(payment -> {
            assertThat(payment.captured()).isEqualTo(payment.refunded());
            assertThat(payment.captured().amountMinor()).isEqualTo(books.captured);
            assertThat(payment.status()).isNotIn(Status.AUTHORIZED, Status.REQUIRES_AUTHORIZATION);
        });
    }

    private List<OrderState> ordersOf(CheckoutState checkout) {
        return orders().stream().filter(order -> order.checkout().equals(checkout.id())).toList();
    }

    private List<OrderState> orders() {
        return IntStream.range(beginning, MARKET.log.size())
                .mapToObj(MARKET.log::get)
                .filter(event -> event.getPayload() instanceof OrderEvent.Placed)
                .map(event -> MARKET.get(OrderState.class, new OrderId(event.getAggregateIdentifier())))
                .toList();
    }
}
