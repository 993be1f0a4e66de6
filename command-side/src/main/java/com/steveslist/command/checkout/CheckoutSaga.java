package com.steveslist.command.checkout;

import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessManager;
import com.steveslist.command.effect.ProcessStore;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.payment.PaymentEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs {@link CheckoutProcess}: finds a checkout's progress, steps, keeps the progress and the wishes. */
final class CheckoutSaga implements ProcessManager {

    private final CheckoutProcess process;
    private final ProcessStore store;
    private final EffectOutbox outbox;

    CheckoutSaga(CheckoutProcess process, ProcessStore store, EffectOutbox outbox) {
        this.process = process;
        this.store = store;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return CheckoutProcess.NAME;
    }

    @Override
    public Optional<String> instanceOf(DomainEvent event) {
        return switch (event) {
            case CheckoutEvent any -> Optional.of(any.checkoutId().value());
            case ListingEvent.Reserved reserved -> Optional.of(reserved.checkoutId().value());
            case ListingEvent.Sold sold -> Optional.of(sold.checkoutId().value());
            case OrderEvent.Placed placed -> Optional.of(placed.checkoutId().value());
            case OrderEvent.Confirmed confirmed -> Optional.of(confirmed.checkoutId().value());
            case PaymentEvent payment -> ofCheckout(subjectOf(payment));
            default -> Optional.empty();
        };
    }

    /** A payment's subject may be something else one day, such as an invoice. */
    private static Optional<String> ofCheckout(@Nullable String subject) {
        return Optional.ofNullable(subject).filter(text -> text.startsWith(CheckoutId.PREFIX + '_'));
    }

    private static @Nullable String subjectOf(PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.Requested requested -> requested.subject();
            case PaymentEvent.Authorized authorized -> authorized.subject();
            case PaymentEvent.Declined declined -> declined.subject();
            case PaymentEvent.Captured captured -> captured.subject();
            case PaymentEvent.Failed failed -> failed.subject();
            case PaymentEvent.Voided voided -> null;
            case PaymentEvent.Refunded refunded -> null;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        String instance = instanceOf(recorded.event()).orElse(null);
        if (instance == null) {
            return;
        }
        CheckoutProgress before = store.load(name(), instance, CheckoutProgress.class).orElse(null);
        CheckoutProcess.Step step = process.on(before, recorded);
        if (step == null) {
            return;
        }
        if (!step.progress().equals(before)) {
            store.save(name(), instance, step.progress());
        }
        if (!step.effects().isEmpty()) {
            outbox.add(step.effects());
        }
    }
}
