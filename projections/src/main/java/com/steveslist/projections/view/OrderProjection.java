package com.steveslist.projections.view;

import static com.steveslist.projections.view.ViewProjector.existing;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.projections.view.ViewProjector.Projection;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderView.HistoryEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as its two sides see it, with what its refunds did to its money. */
final class OrderProjection implements Projection<OrderView> {

    @Override
    public @Nullable String rowOf(DomainEvent event) {
        return switch (event) {
            case OrderEvent order -> order.orderId().value();
            case RefundEvent refund -> refund.orderId().value();
            default -> null;
        };
    }

    @Override
    public OrderView apply(@Nullable OrderView before, RecordedEvent recorded) {
        if (recorded.event() instanceof OrderEvent.Placed placed) {
            return placed(placed, recorded);
        }
        OrderRow row = new OrderRow(existing(before, recorded), recorded.envelope());
        switch (recorded.event()) {
            case OrderEvent.Confirmed confirmed -> row.become("confirmed").shipBy(confirmed.shipBy());
            case OrderEvent.Shipped shipped -> row.become("shipped").shipment(shipped.carrier(), shipped.trackingNumber());
            case OrderEvent.Delivered delivered -> row.become("delivered");
            case OrderEvent.Completed completed -> row.become("completed");
            case OrderEvent.Cancelled cancelled -> row.become("cancelled").cancelled(cancelled.by(), cancelled.reason());
            case RefundEvent.Requested requested -> row.reserve(requested.amount());
            case RefundEvent.Retried retried -> row.reserve(retried.amount());
            case RefundEvent.Failed failed -> row.free(failed.amount());
            case RefundEvent.Succeeded succeeded -> row.refund(succeeded.amount());
            default -> throw new IllegalArgumentException(recorded.envelope().type());
        }
        return row.view();
    }

    private static OrderView placed(OrderEvent.Placed placed, RecordedEvent recorded) {
        Instant at = recorded.envelope().occurredAt();
        return new OrderView(
                placed.orderId(),
                placed.checkoutId(),
                placed.buyerId(),
                placed.sellerId(),
                placed.paymentId(),
                placed.items(),
                placed.total(),
                Money.zero(placed.total().currency()),
                placed.total(),
                "pending",
                null,
                null,
                null,
                null,
                null,
                placed.shippingAddress(),
                List.of(new HistoryEntry("pending", at)),
                at,
                at,
                recorded.envelope().version());
    }
}
