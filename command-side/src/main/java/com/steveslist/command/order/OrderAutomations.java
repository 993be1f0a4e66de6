package com.steveslist.command.order;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessManager;
import com.steveslist.command.effect.Wishes;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.Cancelled;
import com.steveslist.events.order.OrderEvent.Confirmed;
import com.steveslist.events.order.OrderEvent.Delivered;
import java.util.List;
import java.util.Optional;

/** What follows by itself from what happens to an order. Needs no memory. */
final class OrderAutomations implements ProcessManager {

    private static final String NAME = "process.order";

    private final EffectOutbox outbox;

    OrderAutomations(EffectOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> instanceOf(DomainEvent event) {
        return event instanceof Confirmed || event instanceof Delivered || event instanceof Cancelled
                ? Optional.of(((OrderEvent) event).orderId().value())
                : Optional.empty();
    }

    @Override
    public void on(RecordedEvent recorded) {
        List<Effect> effects = react(recorded);
        if (!effects.isEmpty()) {
            outbox.add(effects);
        }
    }

    static List<Effect> react(RecordedEvent recorded) {
        Wishes because = new Wishes(NAME, recorded);
        return switch (recorded.event()) {
            case Confirmed confirmed -> whenOrderConfirmedThenAwaitShipment(because, confirmed);
            case Delivered delivered -> whenOrderDeliveredThenComplete(because, delivered);
            case Cancelled cancelled -> whenOrderCancelledThenReturnStock(because, cancelled);
            default -> List.of();
        };
    }

    private static List<Effect> whenOrderConfirmedThenAwaitShipment(Wishes because, Confirmed confirmed) {
        return List.of(AutomationEffects.cancelUnlessShipped(because, confirmed.orderId(), confirmed.shipBy()));
    }

    private static List<Effect> whenOrderDeliveredThenComplete(Wishes because, Delivered delivered) {
        return List.of(AutomationEffects.complete(because, delivered.orderId(), delivered.completeAt()));
    }

    private static List<Effect> whenOrderCancelledThenReturnStock(Wishes because, Cancelled cancelled) {
        return cancelled.stockToReturn().stream()
                .map(units -> AutomationEffects.giveBack(because, cancelled.orderId(), units.listingId(), units.quantity()))
                .toList();
    }
}
