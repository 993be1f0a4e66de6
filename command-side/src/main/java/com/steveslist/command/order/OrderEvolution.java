package com.steveslist.command.order;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.order.OrderState.HistoryEntry;
import com.steveslist.command.order.OrderState.Refund;
import com.steveslist.command.order.OrderState.RefundStatus;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an order's next state from what happened. */
final class OrderEvolution {

    private OrderEvolution() {}

    static OrderState evolve(@Nullable OrderState before, Occurrence occurrence) {
        return switch (occurrence.event()) {
            case OrderEvent.Placed placed -> placed(placed, occurrence);
            case OrderEvent event -> moved(requireNonNull(before), event, occurrence);
            case RefundEvent event -> refunded(requireNonNull(before), event, occurrence);
            default -> throw new IllegalStateException("no event of an order: " + occurrence.event());
        };
    }

    private static OrderState placed(OrderEvent.Placed placed, Occurrence occurrence) {
        return new OrderState(
                placed.orderId(),
                placed.checkoutId(),
                placed.buyerId(),
                placed.sellerId(),
                placed.paymentId(),
                placed.items(),
                placed.total(),
                placed.shippingAddress(),
                new Stage.Pending(),
                List.of(new HistoryEntry("pending", occurrence.at())),
                Map.of(),
                occurrence.at(),
                occurrence.at());
    }

    private static OrderState moved(OrderState before, OrderEvent event, Occurrence occurrence) {
        return switch (event) {
            case OrderEvent.Placed placed -> throw new IllegalStateException("an order is placed once");
            case OrderEvent.Confirmed confirmed ->
                to(before, new Stage.Confirmed(confirmed.shipBy()), "confirmed", occurrence);
            case OrderEvent.Shipped shipped -> to(before, ship(before.stage(), shipped), "shipped", occurrence);
            case OrderEvent.Delivered delivered -> to(before, deliver(before.stage(), delivered), "delivered", occurrence);
            case OrderEvent.Completed completed -> to(before, complete(before.stage()), "completed", occurrence);
            case OrderEvent.Cancelled cancelled ->
                to(before, new Stage.Cancelled(cancelled.by(), cancelled.reason()), "cancelled", occurrence);
        };
    }

    private static Stage ship(Stage stage, OrderEvent.Shipped shipped) {
        return new Stage.Shipped(((Stage.Confirmed) stage).shipBy(), shipped.carrier(), shipped.trackingNumber());
    }

    private static Stage deliver(Stage stage, OrderEvent.Delivered delivered) {
        Stage.Shipped shipped = (Stage.Shipped) stage;
        return new Stage.Delivered(shipped.shipBy(), shipped.carrier(), shipped.trackingNumber(), delivered.completeAt());
    }

    private static Stage complete(Stage stage) {
        Stage.Delivered delivered = (Stage.Delivered) stage;
        return new Stage.Completed(delivered.shipBy(), delivered.carrier(), delivered.trackingNumber());
    }

    private static OrderState to(OrderState before, Stage stage, String status, Occurrence occurrence) {
        List<HistoryEntry> history = new ArrayList<>(before.history());
        history.add(new HistoryEntry(status, occurrence.at()));
        return next(before, stage, List.copyOf(history), before.refunds(), occurrence);
    }

    private static OrderState refunded(OrderState before, RefundEvent event, Occurrence occurrence) {
        Refund known = before.refunds().get(event.refundId());
        Refund refund = switch (event) {
            case RefundEvent.Requested requested ->
                new Refund(
                        requested.refundId(),
                        requested.amount(),
                        requested.reason(),
                        RefundStatus.PROCESSING,
                        null,
                        1,
                        occurrence.version(),
                        occurrence.at(),
                        occurrence.at());
            case RefundEvent.Succeeded succeeded ->
                update(requireNonNull(known), RefundStatus.SUCCEEDED, null, 0, occurrence);
            case RefundEvent.Failed failed ->
                update(requireNonNull(known), RefundStatus.FAILED, failed.code(), 0, occurrence);
            case RefundEvent.Retried retried ->
                update(requireNonNull(known), RefundStatus.PROCESSING, null, 1, occurrence);
        };
        Map<RefundId, Refund> refunds = new LinkedHashMap<>(before.refunds());
        refunds.put(refund.id(), refund);
        return next(before, before.stage(), before.history(), Collections.unmodifiableMap(refunds), occurrence);
    }

    private static Refund update(
            Refund known, RefundStatus status, @Nullable String failureCode, int moreAttempts, Occurrence occurrence) {
        return new Refund(
                known.id(),
                known.amount(),
                known.reason(),
                status,
                failureCode,
                known.attempts() + moreAttempts,
                occurrence.version(),
                known.createdAt(),
                occurrence.at());
    }

    private static OrderState next(
            OrderState before,
            Stage stage,
            List<HistoryEntry> history,
            Map<RefundId, Refund> refunds,
            Occurrence occurrence) {
        return new OrderState(
                before.id(),
                before.checkout(),
                before.buyer(),
                before.seller(),
                before.payment(),
                before.items(),
                before.total(),
                before.shippingAddress(),
                stage,
                history,
                refunds,
                before.createdAt(),
                occurrence.at());
    }
}
