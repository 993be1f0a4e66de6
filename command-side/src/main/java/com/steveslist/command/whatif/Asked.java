package com.steveslist.command.whatif;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.order.OrderCommand;
import com.steveslist.command.order.RefundWindow;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of an order, read back out of what came of it.
 *
 * @param at when it was decided
 * @param events that came of it
 */
record Asked(Instant at, OrderCommand command, List<DomainEvent> events) {

    /** All that was asked of an order and granted. */
    static List<Asked> of(List<RecordedEvent> stream) {
        OrderEvent.Placed placed = (OrderEvent.Placed) stream.getFirst().event();
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < stream.size(); i++) {
            DomainEvent event = stream.get(i).event();
            DomainEvent next = i + 1 < stream.size() ? stream.get(i + 1).event() : null;
            boolean together = isOneDecision(event, next);
            Instant at = stream.get(i).envelope().occurredAt();
            all.add(new Asked(at, command(placed, event, next, at), together && next != null ? List.of(event, next) : List.of(event)));
            i += together ? 1 : 0;
        }
        return all;
    }

    /** A cancellation is followed by its refund, and a refund of all there is by its cancellation, within one decision. */
    private static boolean isOneDecision(DomainEvent event, @Nullable DomainEvent next) {
        return event instanceof OrderEvent.Cancelled && next instanceof RefundEvent.Requested
                || event instanceof RefundEvent.Requested
                        && next instanceof OrderEvent.Cancelled cancelled
                        && cancelled.by() == CancelledBy.FULL_REFUND;
    }

    private static OrderCommand command(
            OrderEvent.Placed placed, DomainEvent event, @Nullable DomainEvent next, Instant at) {
        OrderId order = placed.orderId();
        Caller seller = Caller.account(placed.sellerId());
        return switch (event) {
            case OrderEvent.Placed it -> new OrderCommand.Place(
                    order, it.checkoutId(), it.buyerId(), it.sellerId(), it.paymentId(), it.items(), it.shippingAddress());
            case OrderEvent.Confirmed it -> new OrderCommand.Confirm(order, it.shipBy());
            case OrderEvent.Shipped it -> new OrderCommand.Ship(order, seller, it.carrier(), it.trackingNumber());
            case OrderEvent.Delivered it -> new OrderCommand.Deliver(order, seller, it.completeAt());
            case OrderEvent.Completed _ -> new OrderCommand.Complete(order);
            case OrderEvent.Cancelled it -> new OrderCommand.Cancel(order, caller(it.by(), placed), it.by(), it.reason(),
                    next instanceof RefundEvent.Requested requested ? requested.refundId() : ofDeadline(order));
            case RefundEvent.Requested it -> new OrderCommand.RequestRefund(
                    order, seller, it.refundId(), it.amount(), it.reason(), at, RefundWindow.NONE);
            case RefundEvent.Retried it -> new OrderCommand.RetryRefund(order, seller, it.refundId());
            case RefundEvent.Succeeded it -> new OrderCommand.SettleRefund(order, it.refundId());
            case RefundEvent.Failed it -> new OrderCommand.FailRefund(order, it.refundId(), it.code());
            default -> throw new IllegalArgumentException("no event of an order: " + event);
        };
    }

    private static Caller caller(CancelledBy by, OrderEvent.Placed placed) {
        return switch (by) {
            case BUYER -> Caller.account(placed.buyerId());
            case SELLER -> Caller.account(placed.sellerId());
            case STAFF -> Caller.STAFF;
            case SHIPPING_DEADLINE, CHECKOUT_FAILED, FULL_REFUND -> Caller.MARKET;
        };
    }

    /** A deadline cancels an order at most once, so its refund is named after it, as the market does. */
    static RefundId ofDeadline(OrderId order) {
        return new RefundId(RefundId.PREFIX + order.value().substring(OrderId.PREFIX.length()));
    }
}
