package com.steveslist.projections.view;

import static com.steveslist.projections.view.ViewProjector.existing;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.money.Money;
import com.steveslist.projections.view.ViewProjector.Projection;
import com.steveslist.query.checkout.CheckoutView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A checkout as its buyer sees it. */
final class CheckoutProjection implements Projection<CheckoutView> {

    @Override
    public @Nullable String rowOf(DomainEvent event) {
        return event instanceof CheckoutEvent checkout ? checkout.checkoutId().value() : null;
    }

    @Override
    public CheckoutView apply(@Nullable CheckoutView before, RecordedEvent recorded) {
        CheckoutEvent event = (CheckoutEvent) recorded.event();
        if (event instanceof CheckoutEvent.Started started) {
            return started(started, recorded);
        }
        CheckoutView known = existing(before, recorded);
        return switch (event) {
            case CheckoutEvent.Started started -> throw new IllegalStateException("a checkout starts once");
            case CheckoutEvent.LineRejected rejected -> touched(known, recorded);
            case CheckoutEvent.Priced priced -> next(known, priced.total(), priced.orders(), "processing", null, null, recorded);
            case CheckoutEvent.Paid paid -> touched(known, recorded);
            case CheckoutEvent.Completed completed ->
                next(known, completed.total(), completed.orders(), "completed", null, null, recorded);
            case CheckoutEvent.Failed failed ->
                next(known, known.total(), known.orders(), "failed",
                        failed.reason().name().toLowerCase(Locale.ROOT), failed.detail(), recorded);
        };
    }

    private static CheckoutView started(CheckoutEvent.Started started, RecordedEvent recorded) {
        return new CheckoutView(
                started.checkoutId(),
                started.buyerId(),
                started.paymentId(),
                started.lines(),
                started.paymentMethodId(),
                started.shippingAddress(),
                started.quotedTotal(),
                List.of(),
                "processing",
                null,
                null,
                recorded.envelope().occurredAt(),
                recorded.envelope().occurredAt(),
                recorded.envelope().version());
    }

    private static CheckoutView touched(CheckoutView known, RecordedEvent recorded) {
        return next(known, known.total(), known.orders(), known.status(), known.failureCode(), known.failureDetail(), recorded);
    }

    private static CheckoutView next(
            CheckoutView known,
            @Nullable Money total,
            List<SellerOrder> orders,
            String status,
            @Nullable String failureCode,
            @Nullable String failureDetail,
            RecordedEvent recorded) {
        return new CheckoutView(
                known.id(),
                known.buyerId(),
                known.paymentId(),
                known.lines(),
                known.paymentMethodId(),
                known.shippingAddress(),
                total,
                orders,
                status,
                failureCode,
                failureDetail,
                known.createdAt(),
                recorded.envelope().occurredAt(),
                recorded.envelope().version());
    }
}
