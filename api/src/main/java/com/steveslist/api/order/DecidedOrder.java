package com.steveslist.api.order;

import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.query.order.OrderView;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An order as it was decided, in the form in which views show it, so that both are rendered by the same lines. */
final class DecidedOrder {

    private DecidedOrder() {}

    private record Shipping(@Nullable Instant shipBy, @Nullable String carrier, @Nullable String trackingNumber) {}

    static OrderView asView(Decided<OrderState> decided) {
        OrderState order = decided.state();
        Shipping shipping = shipping(order);
        Stage.Cancelled cancelled = order.stage() instanceof Stage.Cancelled stage ? stage : null;
        return new OrderView(
                order.id(),
                order.checkout(),
                order.buyer(),
                order.seller(),
                order.payment(),
                order.items(),
                order.total(),
                order.refunded(),
                order.refundable(),
                order.history().getLast().status(),
                shipping.shipBy(),
                shipping.carrier(),
                shipping.trackingNumber(),
                cancelled == null ? null : cancelled.by().name().toLowerCase(Locale.ROOT),
                cancelled == null ? null : cancelled.reason(),
                order.shippingAddress(),
                order.history().stream().map(entry -> new OrderView.HistoryEntry(entry.status(), entry.at())).toList(),
                order.createdAt(),
                order.updatedAt(),
                decided.version());
    }

    private static Shipping shipping(OrderState order) {
        return switch (order.stage()) {
            case Stage.Pending pending -> new Shipping(null, null, null);
            case Stage.Confirmed confirmed -> new Shipping(confirmed.shipBy(), null, null);
            case Stage.Shipped shipped -> new Shipping(shipped.shipBy(), shipped.carrier(), shipped.trackingNumber());
            case Stage.Delivered delivered -> new Shipping(delivered.shipBy(), delivered.carrier(), delivered.trackingNumber());
            case Stage.Completed completed -> new Shipping(completed.shipBy(), completed.carrier(), completed.trackingNumber());
            case Stage.Cancelled cancelled -> new Shipping(null, null, null);
        };
    }
}
