package com.steveslist.projections.view;

import static com.steveslist.projections.view.ViewProjector.existing;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.projections.view.ViewProjector.Projection;
import com.steveslist.query.payment.PaymentView;
import org.jspecify.annotations.Nullable;

/** A payment as its payer sees it. One that failed stays failed when what was held is voided, so that people see why. */
final class PaymentProjection implements Projection<PaymentView> {

    @Override
    public @Nullable String rowOf(DomainEvent event) {
        return event instanceof PaymentEvent payment ? payment.paymentId().value() : null;
    }

    @Override
    public PaymentView apply(@Nullable PaymentView before, RecordedEvent recorded) {
        PaymentEvent event = (PaymentEvent) recorded.event();
        if (event instanceof PaymentEvent.Requested requested) {
            return requested(requested, recorded);
        }
        PaymentView known = existing(before, recorded);
        Money nothing = Money.zero(known.amount().currency());
        return switch (event) {
            case PaymentEvent.Requested requested -> throw new IllegalStateException("a payment is requested once");
            case PaymentEvent.Authorized authorized ->
                next(known, "authorized", authorized.amount(), known.amountCaptured(), known.amountRefunded(), null, recorded);
            case PaymentEvent.Declined declined ->
                next(known, "declined", nothing, known.amountCaptured(), known.amountRefunded(), declined.code(), recorded);
            case PaymentEvent.Captured captured ->
                next(known, "captured", known.amountAuthorized(), captured.amount(), known.amountRefunded(), null, recorded);
            case PaymentEvent.Failed failed ->
                next(known, "failed", known.amountAuthorized(), known.amountCaptured(), known.amountRefunded(), failed.code(), recorded);
            case PaymentEvent.Voided voided ->
                next(known, known.status().equals("failed") ? "failed" : "voided",
                        nothing, known.amountCaptured(), known.amountRefunded(), known.failureCode(), recorded);
            case PaymentEvent.Refunded refunded ->
                next(known, known.status(), known.amountAuthorized(), known.amountCaptured(),
                        known.amountRefunded().plus(refunded.amount()), known.failureCode(), recorded);
        };
    }

    private static PaymentView requested(PaymentEvent.Requested requested, RecordedEvent recorded) {
        Money nothing = Money.zero(requested.amount().currency());
        return new PaymentView(
                requested.paymentId(),
                requested.subject(),
                requested.payerId(),
                "requires_authorization",
                requested.amount(),
                nothing,
                nothing,
                nothing,
                requested.paymentMethodId(),
                null,
                recorded.envelope().occurredAt(),
                recorded.envelope().occurredAt(),
                recorded.envelope().version());
    }

    private static PaymentView next(
            PaymentView known,
            String status,
            Money authorized,
            Money captured,
            Money refunded,
            @Nullable String failureCode,
            RecordedEvent recorded) {
        return new PaymentView(
                known.id(),
                known.subject(),
                known.payerId(),
                status,
                known.amount(),
                authorized,
                captured,
                refunded,
                known.paymentMethodId(),
                failureCode,
                known.createdAt(),
                recorded.envelope().occurredAt(),
                recorded.envelope().version());
    }
}
