package com.steveslist.command.refund;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessManager;
import com.steveslist.command.effect.Wishes;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.refund.RefundEvent.Requested;
import com.steveslist.events.refund.RefundEvent.Retried;
import java.util.List;
import java.util.Optional;

/**
 * Pays refunds back. What is agreed stands in the order; this process only has the provider do it and has the answer recorded, so it
 * needs no memory of its own: refund requested or retried → pay back → succeeded or failed.
 */
final class RefundProcess implements ProcessManager {

    private static final String NAME = "process.refund";

    private final EffectOutbox outbox;

    RefundProcess(EffectOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> instanceOf(DomainEvent event) {
        return switch (event) {
            case Requested requested -> Optional.of(requested.refundId().value());
            case Retried retried -> Optional.of(retried.refundId().value());
            default -> Optional.empty();
        };
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
            case Requested requested ->
                List.of(RefundEffects.payBack(
                        because, requested.paymentId(), requested.orderId(), requested.refundId(), requested.amount()));
            case Retried retried ->
                List.of(RefundEffects.payBack(
                        because, retried.paymentId(), retried.orderId(), retried.refundId(), retried.amount()));
            default -> List.of();
        };
    }
}
