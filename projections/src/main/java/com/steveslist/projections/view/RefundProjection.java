package com.steveslist.projections.view;

import static com.steveslist.projections.view.ViewProjector.existing;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.projections.view.ViewProjector.Projection;
import com.steveslist.query.refund.RefundView;
import org.jspecify.annotations.Nullable;

/** A refund as the two sides of its order see it. */
final class RefundProjection implements Projection<RefundView> {

    @Override
    public @Nullable String rowOf(DomainEvent event) {
        return event instanceof RefundEvent refund ? refund.refundId().value() : null;
    }

    @Override
    public RefundView apply(@Nullable RefundView before, RecordedEvent recorded) {
        return switch ((RefundEvent) recorded.event()) {
            case RefundEvent.Requested requested -> requested(requested, recorded);
            case RefundEvent.Succeeded succeeded -> next(existing(before, recorded), "succeeded", null, recorded);
            case RefundEvent.Failed failed -> next(existing(before, recorded), "failed", failed.code(), recorded);
            case RefundEvent.Retried retried -> next(existing(before, recorded), "processing", null, recorded);
        };
    }

    private static RefundView requested(RefundEvent.Requested requested, RecordedEvent recorded) {
        return new RefundView(
                requested.refundId(),
                requested.orderId(),
                requested.paymentId(),
                requested.buyerId(),
                requested.sellerId(),
                requested.amount(),
                requested.reason(),
                "processing",
                null,
                recorded.envelope().occurredAt(),
                recorded.envelope().occurredAt(),
                recorded.envelope().version());
    }

    private static RefundView next(RefundView known, String status, @Nullable String failureCode, RecordedEvent recorded) {
        return new RefundView(
                known.id(),
                known.orderId(),
                known.paymentId(),
                known.buyerId(),
                known.sellerId(),
                known.amount(),
                known.reason(),
                status,
                failureCode,
                known.createdAt(),
                recorded.envelope().occurredAt(),
                recorded.envelope().version());
    }
}
