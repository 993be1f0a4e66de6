package com.steveslist.command.order;

import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;
import static com.steveslist.command.order.OrderRejection.INVALID_STATE;
import static com.steveslist.command.order.OrderRejection.NOT_FOUND;
import static com.steveslist.command.order.OrderRejection.REFUND_EXCEEDS_PAYMENT;
import static com.steveslist.command.order.OrderRejection.REFUND_WINDOW_CLOSED;
import static java.util.stream.Collectors.toMap;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.order.OrderCommand.Cancel;
import com.steveslist.command.order.OrderCommand.FailRefund;
import com.steveslist.command.order.OrderCommand.RequestRefund;
import com.steveslist.command.order.OrderCommand.RetryRefund;
import com.steveslist.command.order.OrderCommand.SettleRefund;
import com.steveslist.command.order.OrderState.Refund;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderEvent.StockReturn;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides how an order is undone: cancelled before shipping, or its money given back, never more than was paid. */
final class Undoing {

    private Undoing() {}

    static Decision cancel(OrderState before, Cancel cancel) {
        boolean byTheMarket = cancel.caller().role() == Caller.Role.MARKET;
        return switch (before.stage()) {
            case Stage.Pending pending when cancel.by() == CancelledBy.CHECKOUT_FAILED ->
                accept(cancelled(before, cancel.by(), cancel.reason(), List.of()));
            case Stage.Pending pending ->
                Order.wrongStage(before, "Its payment is under way; it can be cancelled as soon as it is confirmed.");
            case Stage.Confirmed confirmed -> cancelConfirmed(before, cancel);
            case Stage.Cancelled cancelled when byTheMarket -> nothingToDo();
            case Stage.Shipped shipped when byTheMarket -> nothingToDo();
            case Stage.Delivered delivered when byTheMarket -> nothingToDo();
            case Stage.Completed completed when byTheMarket -> nothingToDo();
            case Stage.Cancelled cancelled -> Order.wrongStage(before, "There is nothing left to cancel.");
            default -> Order.wrongStage(before, "Only an order that is not shipped yet can be cancelled; the seller can refund it.");
        };
    }

    private static Decision cancelConfirmed(OrderState before, Cancel cancel) {
        OrderEvent.Cancelled cancelled = cancelled(before, cancel.by(), cancel.reason(), allUnits(before));
        if (before.refunds().containsKey(cancel.refund())) {
            return reject(INVALID_STATE, "This refund id names another refund of the order already.");
        }
        return before.refundable().isPositive()
                ? accept(cancelled, requested(before, cancel.refund(), before.refundable(), cancel.reason()))
                : accept(cancelled);
    }

    static Decision requestRefund(OrderState before, RequestRefund request) {
        if (before.refunds().containsKey(request.refund())) {
            return nothingToDo();
        }
        if (!wasPaid(before)) {
            return Order.wrongStage(before, "Nothing was paid for it, so there is nothing to give back.");
        }
        Instant closed = request.window().end(refundsBegin(before));
        if (closed != null && request.askedAt().isAfter(closed)) {
            return reject(REFUND_WINDOW_CLOSED, "A refund of this order could be asked for until " + closed + ".");
        }
        Money left = before.refundable();
        Money amount = request.amount() == null ? left : request.amount();
        if (!amount.currency().equals(left.currency())) {
            return reject(REFUND_EXCEEDS_PAYMENT, "This order was paid in " + left.currency() + "; refund it in that currency.");
        }
        if (!amount.isPositive() || amount.exceeds(left)) {
            return reject(REFUND_EXCEEDS_PAYMENT, left.amountMinor() + " (minor units of " + left.currency()
                    + ") can still be given back; refunds under way count as given back.");
        }
        RefundEvent.Requested requested = requested(before, request.refund(), amount, request.reason());
        return before.stage() instanceof Stage.Confirmed && amount.equals(left)
                ? accept(requested, cancelled(before, CancelledBy.FULL_REFUND, request.reason(), allUnits(before)))
                : accept(requested);
    }

    static Decision retryRefund(OrderState before, RetryRefund retry) {
        Refund refund = before.refunds().get(retry.refund());
        if (refund == null) {
            return unknownRefund();
        }
        return switch (refund.status()) {
            case PROCESSING -> reject(INVALID_STATE, "This refund is under way. Only a failed refund can be tried again.");
            case SUCCEEDED -> reject(INVALID_STATE, "This refund has succeeded. Only a failed refund can be tried again.");
            case FAILED ->
                refund.amount().exceeds(before.refundable())
                        ? reject(REFUND_EXCEEDS_PAYMENT, "Other refunds have used up what this one would give back.")
                        : accept(new RefundEvent.Retried(
                                refund.id(), before.id(), before.payment(), refund.amount(), refund.attempts() + 1));
        };
    }

    static Decision settleRefund(OrderState before, SettleRefund settle) {
        Refund refund = before.refunds().get(settle.refund());
        if (refund == null) {
            return unknownRefund();
        }
        return switch (refund.status()) {
            case PROCESSING -> accept(new RefundEvent.Succeeded(refund.id(), before.id(), refund.amount()));
            case SUCCEEDED -> nothingToDo();
            case FAILED -> reject(INVALID_STATE, "This refund has failed already.");
        };
    }

    static Decision failRefund(OrderState before, FailRefund fail) {
        Refund refund = before.refunds().get(fail.refund());
        if (refund == null) {
            return unknownRefund();
        }
        return switch (refund.status()) {
            case PROCESSING -> accept(new RefundEvent.Failed(refund.id(), before.id(), refund.amount(), fail.code()));
            case FAILED -> nothingToDo();
            case SUCCEEDED -> reject(INVALID_STATE, "This refund has succeeded already.");
        };
    }

    private static Decision unknownRefund() {
        return reject(NOT_FOUND, "There is no such refund.");
    }

    private static boolean wasPaid(OrderState order) {
        return switch (order.stage()) {
            case Stage.Pending pending -> false;
            case Stage.Cancelled cancelled -> cancelled.by() != CancelledBy.CHECKOUT_FAILED;
            default -> true;
        };
    }

    /** When it was delivered, or else when it was confirmed. */
    private static Instant refundsBegin(OrderState order) {
        Map<String, Instant> moments =
                order.history().stream().collect(toMap(OrderState.HistoryEntry::status, OrderState.HistoryEntry::at));
        return moments.getOrDefault("delivered", moments.getOrDefault("confirmed", order.createdAt()));
    }

    private static RefundEvent.Requested requested(
            OrderState order, RefundId refund, Money amount, @Nullable EncryptedText reason) {
        return new RefundEvent.Requested(
                refund, order.id(), order.payment(), order.buyer(), order.seller(), amount, reason);
    }

    private static OrderEvent.Cancelled cancelled(
            OrderState order, CancelledBy by, @Nullable EncryptedText reason, List<StockReturn> stockToReturn) {
        return new OrderEvent.Cancelled(order.id(), order.checkout(), by, reason, stockToReturn);
    }

    private static List<StockReturn> allUnits(OrderState order) {
        return order.items().stream()
                .map(item -> new StockReturn(item.listingId(), item.quantity()))
                .toList();
    }
}
