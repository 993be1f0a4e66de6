package com.steveslist.command.order;

import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;
import static com.steveslist.command.order.OrderRejection.INVALID_STATE;
import static com.steveslist.command.order.OrderRejection.NOT_FOUND;
import static com.steveslist.command.order.OrderRejection.NOT_YOURS;

import com.steveslist.command.dispatch.Audience;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.DecidedAggregate;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Delivery;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.dispatch.Ruling;
import com.steveslist.command.order.OrderCommand.Cancel;
import com.steveslist.command.order.OrderCommand.Complete;
import com.steveslist.command.order.OrderCommand.Confirm;
import com.steveslist.command.order.OrderCommand.Deliver;
import com.steveslist.command.order.OrderCommand.FailRefund;
import com.steveslist.command.order.OrderCommand.Place;
import com.steveslist.command.order.OrderCommand.RequestRefund;
import com.steveslist.command.order.OrderCommand.RetryRefund;
import com.steveslist.command.order.OrderCommand.SettleRefund;
import com.steveslist.command.order.OrderCommand.Ship;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderItem;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** What one buyer bought from one seller. The way from placed to completed is decided here, the ways back in {@link Undoing}. */
@AggregateRoot(type = Order.NAME)
final class Order extends DecidedAggregate<OrderState, OrderCommand> {

    static final String NAME = "order";

    @CommandHandler(commandName = NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Ruling<OrderState> handle(OrderCommand command, @MetaDataValue(Delivery.METADATA) Delivery delivery) {
        return rule(command, delivery);
    }

    @Override
    protected Decision decide(@Nullable OrderState before, OrderCommand command) {
        if (before == null) {
            return command instanceof Place place ? place(place) : unknown();
        }
        return switch (command) {
            case Place place -> nothingToDo();
            case Confirm confirm -> confirm(before, confirm);
            case Ship ship -> bySeller(before, ship.caller(), "ship this order", () -> ship(before, ship));
            case Deliver deliver -> byEither(before, deliver.caller(), () -> deliver(before, deliver));
            case Complete complete -> complete(before);
            case Cancel cancel -> byEither(before, cancel.caller(), () -> Undoing.cancel(before, cancel));
            case RequestRefund request ->
                bySeller(before, request.caller(), "refund this order", () -> Undoing.requestRefund(before, request));
            case RetryRefund retry ->
                bySeller(before, retry.caller(), "refund this order", () -> Undoing.retryRefund(before, retry));
            case SettleRefund settle -> Undoing.settleRefund(before, settle);
            case FailRefund fail -> Undoing.failRefund(before, fail);
        };
    }

    private static Decision place(Place place) {
        Money total = place.items().stream().map(OrderItem::total).reduce(Money::plus).orElseThrow();
        return accept(new OrderEvent.Placed(
                place.target(),
                place.checkout(),
                place.buyer(),
                place.seller(),
                place.payment(),
                place.items(),
                total,
                place.shippingAddress()));
    }

    private static Decision confirm(OrderState before, Confirm confirm) {
        return switch (before.stage()) {
            case Stage.Pending pending ->
                accept(new OrderEvent.Confirmed(before.id(), before.checkout(), confirm.shipBy()));
            case Stage.Cancelled cancelled -> reject(INVALID_STATE, "A cancelled order cannot be confirmed.");
            case Stage.Confirmed already -> nothingToDo();
            case Stage.Shipped already -> nothingToDo();
            case Stage.Delivered already -> nothingToDo();
            case Stage.Completed already -> nothingToDo();
        };
    }

    private static Decision ship(OrderState before, Ship ship) {
        return before.stage() instanceof Stage.Confirmed
                ? accept(new OrderEvent.Shipped(before.id(), ship.carrier(), ship.trackingNumber()))
                : wrongStage(before, "Only a confirmed order can be shipped.");
    }

    private static Decision deliver(OrderState before, Deliver deliver) {
        return before.stage() instanceof Stage.Shipped
                ? accept(new OrderEvent.Delivered(before.id(), deliver.completeAt()))
                : wrongStage(before, "Only a shipped order can be delivered.");
    }

    private static Decision complete(OrderState before) {
        return switch (before.stage()) {
            case Stage.Delivered delivered -> accept(new OrderEvent.Completed(before.id()));
            case Stage.Completed already -> nothingToDo();
            default -> wrongStage(before, "Only a delivered order can be completed.");
        };
    }

    static Decision wrongStage(OrderState order, String allowed) {
        String status = order.history().getLast().status();
        return reject(INVALID_STATE, "This order is " + status + ". " + allowed);
    }

    private static Decision byEither(OrderState order, Caller caller, Supplier<Decision> decision) {
        return caller.mayActFor(order.seller()) || caller.is(order.buyer()) ? decision.get() : unknown();
    }

    private static Decision bySeller(OrderState order, Caller caller, String what, Supplier<Decision> decision) {
        if (caller.mayActFor(order.seller())) {
            return decision.get();
        }
        return caller.is(order.buyer()) ? reject(NOT_YOURS, "Only the seller may " + what + ".") : unknown();
    }

    private static Decision unknown() {
        return reject(NOT_FOUND, "There is no such order.");
    }

    @Override
    protected OrderState evolve(@Nullable OrderState before, Occurrence occurrence) {
        return OrderEvolution.evolve(before, occurrence);
    }

    @Override
    protected Audience audience(@Nullable OrderState before, DomainEvent event) {
        return before != null
                ? Audience.of(before.seller(), before.buyer())
                : Audience.of(((OrderEvent.Placed) event).sellerId(), ((OrderEvent.Placed) event).buyerId());
    }
}
