package com.steveslist.projections.view;

import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderView.HistoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An order's next row while one event is worked into it; never seen outside. */
final class OrderRow {

    private final OrderView before;
    private final EventEnvelope envelope;
    private String status;
    private List<HistoryEntry> history;
    private Money refunded;
    private Money refundable;
    private @Nullable Instant shipBy;
    private @Nullable String carrier;
    private @Nullable String trackingNumber;
    private @Nullable String cancelledBy;
    private @Nullable EncryptedText cancelReason;

    OrderRow(OrderView before, EventEnvelope envelope) {
        this.before = before;
        this.envelope = envelope;
        this.status = before.status();
        this.history = before.history();
        this.refunded = before.refundedAmount();
        this.refundable = before.refundableAmount();
        this.shipBy = before.shipBy();
        this.carrier = before.carrier();
        this.trackingNumber = before.trackingNumber();
        this.cancelledBy = before.cancelledBy();
        this.cancelReason = before.cancelReason();
    }

    OrderRow become(String next) {
        status = next;
        history = new ArrayList<>(history);
        history.add(new HistoryEntry(next, envelope.occurredAt()));
        return this;
    }

    void shipBy(Instant deadline) {
        shipBy = deadline;
    }

    void shipment(@Nullable String by, @Nullable String number) {
        carrier = by;
        trackingNumber = number;
    }

    /** What is cancelled is no longer to be shipped. */
    void cancelled(CancelledBy by, @Nullable EncryptedText reason) {
        shipBy = null;
        cancelledBy = by.name().toLowerCase(Locale.ROOT);
        cancelReason = reason;
    }

    /** A refund under way counts as spent. */
    void reserve(Money amount) {
        refundable = refundable.minus(amount);
    }

    void free(Money amount) {
        refundable = refundable.plus(amount);
    }

    void refund(Money amount) {
        refunded = refunded.plus(amount);
    }

    OrderView view() {
        return new OrderView(
                before.id(),
                before.checkoutId(),
                before.buyerId(),
                before.sellerId(),
                before.paymentId(),
                before.items(),
                before.total(),
                refunded,
                refundable,
                status,
                shipBy,
                carrier,
                trackingNumber,
                cancelledBy,
                cancelReason,
                before.shippingAddress(),
                List.copyOf(history),
                before.createdAt(),
                envelope.occurredAt(),
                envelope.version());
    }
}
