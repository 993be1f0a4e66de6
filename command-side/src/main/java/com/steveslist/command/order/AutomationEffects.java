package com.steveslist.command.order;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectCommands;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.command.effect.Wishes;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What {@link OrderAutomations} wants: end orders whose time has come, and put units that never left back on sale. */
final class AutomationEffects implements EffectHandler {

    private static final String EXPIRE = "order.expire";
    private static final String COMPLETE = "order.complete";
    private static final String RETURN = "listing.return";

    private final EffectCommands commands;

    AutomationEffects(EffectCommands commands) {
        this.commands = commands;
    }

    static Effect cancelUnlessShipped(Wishes because, OrderId order, Instant shipBy) {
        return because.at(shipBy, EXPIRE, order.value(), Map.of("order", order.value()));
    }

    static Effect complete(Wishes because, OrderId order, Instant completeAt) {
        return because.at(completeAt, COMPLETE, order.value(), Map.of("order", order.value()));
    }

    static Effect giveBack(Wishes because, OrderId order, ListingId listing, long quantity) {
        return because.now(
                RETURN,
                listing.value(),
                Map.of("listing", listing.value(), "order", order.value(), "quantity", Long.toString(quantity)));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(EXPIRE, COMPLETE, RETURN);
    }

    @Override
    public void run(Effect effect, int attempt) {
        OrderId order = new OrderId(effect.argument("order"));
        commands.sendOnce(effect, switch (effect.kind()) {
            case EXPIRE ->
                new OrderCommand.Cancel(order, Caller.MARKET, CancelledBy.SHIPPING_DEADLINE, null, refundOf(order));
            case COMPLETE -> new OrderCommand.Complete(order);
            case RETURN ->
                new ListingCommand.Return(
                        new ListingId(effect.argument("listing")), order, Long.parseLong(effect.argument("quantity")));
            default -> throw new IllegalArgumentException(effect.kind());
        });
    }

    /** A deadline cancels an order at most once, so its refund is named after it. */
    private static RefundId refundOf(OrderId order) {
        return new RefundId(RefundId.PREFIX + order.value().substring(OrderId.PREFIX.length()));
    }
}
