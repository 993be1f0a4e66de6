package com.steveslist.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.testing.Recorded;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderEvent.StockReturn;
import com.steveslist.events.order.OrderId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderAutomationsTest {

    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");

    private final OrderId id = OrderId.next();
    private final CheckoutId checkout = CheckoutId.next();

    private static List<Effect> when(DomainEvent event) {
        return OrderAutomations.react(Recorded.of("evt_1", event, Instant.EPOCH));
    }

    @Test
    void when_order_confirmed_then_await_shipment() {
        List<Effect> effects = when(new OrderEvent.Confirmed(id, checkout, LATER));
        assertThat(effects).singleElement().satisfies(effect -> {
            assertThat(effect.kind()).isEqualTo("order.expire");
            assertThat(effect.dueAt()).isEqualTo(LATER);
            assertThat(effect.argument("order")).isEqualTo(id.value());
        });
    }

    @Test
    void when_order_delivered_then_complete() {
        List<Effect> effects = when(new OrderEvent.Delivered(id, LATER));
        assertThat(effects).extracting(Effect::kind).containsExactly("order.complete");
        assertThat(effects).extracting(Effect::dueAt).containsExactly(LATER);
    }

    @Test
    void when_order_cancelled_then_return_stock() {
        List<StockReturn> back = List.of(new StockReturn(ListingId.next(), 2), new StockReturn(ListingId.next(), 1));
        List<Effect> effects = when(new OrderEvent.Cancelled(id, checkout, CancelledBy.BUYER, null, back));
        assertThat(effects).extracting(Effect::kind).containsExactly("listing.return", "listing.return");
        assertThat(effects).extracting(effect -> effect.argument("quantity")).containsExactly("2", "1");
    }

    @Test
    void when_anything_else_then_nothing() {
        assertThat(when(new OrderEvent.Shipped(id, null, null))).isEmpty();
    }
}
