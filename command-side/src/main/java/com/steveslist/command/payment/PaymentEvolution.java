package com.steveslist.command.payment;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.payment.PaymentState.Status;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.refund.RefundId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a payment's next state from what happened. {@code authorized} falls to zero when the provider lets go of it. */
final class PaymentEvolution {

    private PaymentEvolution() {}

    static PaymentState evolve(@Nullable PaymentState before, Occurrence occurrence) {
        PaymentEvent event = (PaymentEvent) occurrence.event();
        if (event instanceof PaymentEvent.Requested requested) {
            return requested(requested, occurrence);
        }
        PaymentState known = requireNonNull(before);
        Money nothing = Money.zero(known.amount().currency());
        return switch (event) {
            case PaymentEvent.Requested requested -> throw new IllegalStateException("a payment is requested once");
            case PaymentEvent.Authorized authorized ->
                next(known, Status.AUTHORIZED, authorized.amount(), known.captured(), null, authorized.providerReference(), occurrence);
            case PaymentEvent.Declined declined ->
                next(known, Status.DECLINED, nothing, known.captured(), declined.code(), null, occurrence);
            case PaymentEvent.Captured captured ->
                next(known, Status.CAPTURED, known.authorized(), captured.amount(), null, known.providerReference(), occurrence);
            case PaymentEvent.Failed failed ->
                next(known, Status.FAILED, known.authorized(), known.captured(), failed.code(), known.providerReference(), occurrence);
            case PaymentEvent.Voided voided -> voided(known, nothing, occurrence);
            case PaymentEvent.Refunded refunded -> refunded(known, refunded, occurrence);
        };
    }

    private static PaymentState requested(PaymentEvent.Requested requested, Occurrence occurrence) {
        Money nothing = Money.zero(requested.amount().currency());
        return new PaymentState(
                requested.paymentId(),
                requested.subject(),
                requested.payerId(),
                Status.REQUIRES_AUTHORIZATION,
                requested.amount(),
                requested.paymentMethodId(),
                nothing,
                nothing,
                nothing,
                Set.of(),
                null,
                null,
                occurrence.at(),
                occurrence.at());
    }

    /** A payment that failed stays failed: people are to see why. */
    private static PaymentState voided(PaymentState known, Money nothing, Occurrence occurrence) {
        Status status = known.status() == Status.FAILED ? Status.FAILED : Status.VOIDED;
        return next(known, status, nothing, known.captured(), known.failureCode(), known.providerReference(), occurrence);
    }

    private static PaymentState next(
            PaymentState known,
            Status status,
            Money authorized,
            Money captured,
            @Nullable String failureCode,
            @Nullable String providerReference,
            Occurrence occurrence) {
        return new PaymentState(
                known.id(),
                known.subject(),
                known.payer(),
                status,
                known.amount(),
                known.paymentMethodId(),
                authorized,
                captured,
                known.refunded(),
                known.recordedRefunds(),
                failureCode,
                providerReference,
                known.createdAt(),
                occurrence.at());
    }

    private static PaymentState refunded(PaymentState known, PaymentEvent.Refunded refunded, Occurrence occurrence) {
        Set<RefundId> recorded = new HashSet<>(known.recordedRefunds());
        if (refunded.refundId() != null) {
            recorded.add(refunded.refundId());
        }
        return new PaymentState(
                known.id(),
                known.subject(),
                known.payer(),
                known.status(),
                known.amount(),
                known.paymentMethodId(),
                known.authorized(),
                known.captured(),
                known.refunded().plus(refunded.amount()),
                Set.copyOf(recorded),
                known.failureCode(),
                known.providerReference(),
                known.createdAt(),
                occurrence.at());
    }
}
