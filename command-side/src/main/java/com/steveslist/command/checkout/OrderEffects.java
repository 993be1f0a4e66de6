package com.steveslist.command.checkout;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectCommands;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.command.effect.Wishes;
import com.steveslist.command.order.OrderCommand;
import com.steveslist.command.order.OrderRejection;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a checkout wants of orders: place one a seller, and confirm or cancel them. */
final class OrderEffects implements EffectHandler {

    private static final String PLACE = "order.place";
    private static final String CONFIRM = "order.confirm";
    private static final String CANCEL = "order.cancel";

    private final EffectCommands commands;

    OrderEffects(EffectCommands commands) {
        this.commands = commands;
    }

    static Effect place(Wishes because, OrderId order, CheckoutId checkout, AccountId seller, List<OrderItem> items) {
        Map<String, String> arguments = new HashMap<>(FlatItems.write(items));
        arguments.put("order", order.value());
        arguments.put("checkout", checkout.value());
        arguments.put("seller", seller.value());
        return because.now(PLACE, order.value(), arguments);
    }

    static Effect confirm(Wishes because, OrderId order, Instant shipBy) {
        return because.now(CONFIRM, order.value(), Map.of("order", order.value(), "ship_by", shipBy.toString()));
    }

    static Effect cancel(Wishes because, OrderId order) {
        return because.now(CANCEL, order.value(), Map.of("order", order.value()));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(PLACE, CONFIRM, CANCEL);
    }

    @Override
    public void run(Effect effect, int attempt) {
        OrderId order = new OrderId(effect.argument("order"));
        switch (effect.kind()) {
            case PLACE -> place(effect, order);
            case CONFIRM ->
                commands.sendOnce(effect, new OrderCommand.Confirm(order, Instant.parse(effect.argument("ship_by"))));
            case CANCEL -> cancel(effect, order);
            default -> throw new IllegalArgumentException(effect.kind());
        }
    }

    private void place(Effect effect, OrderId order) {
        CheckoutId id = new CheckoutId(effect.argument("checkout"));
        CheckoutState checkout = commands.find(CheckoutState.class, id).orElseThrow();
        if (checkout.outcome() instanceof CheckoutState.Outcome.Failed) {
            return;
        }
        commands.sendOnce(
                effect,
                new OrderCommand.Place(
                        order,
                        id,
                        checkout.buyer(),
                        new AccountId(effect.argument("seller")),
                        checkout.payment(),
                        FlatItems.read(effect),
                        checkout.shippingAddress()));
    }

    /** An order that was never placed needs no cancelling; one that is placed late is cancelled then. Nothing was paid: no refund. */
    private void cancel(Effect effect, OrderId order) {
        commands.sendOnceUnless(
                Set.of(OrderRejection.NOT_FOUND),
                effect,
                new OrderCommand.Cancel(order, Caller.MARKET, CancelledBy.CHECKOUT_FAILED, null, RefundId.next()));
    }
}
