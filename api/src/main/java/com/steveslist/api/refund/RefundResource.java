package com.steveslist.api.refund;

import com.steveslist.command.order.OrderState;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.query.refund.RefundView;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the two sides of its order see it.
 *
 * @param amount minor units
 * @param failure why the provider refused for good; it can be tried again
 */
public record RefundResource(
        String id,
        String orderId,
        String paymentId,
        long amount,
        String currency,
        @Nullable String reason,
        String status,
        @Nullable Failure failure,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public record Failure(String code, String detail) {}

    /** From what was decided. */
    static RefundResource of(OrderState order, OrderState.Refund refund, PersonalData personal) {
        return of(
                new RefundView(
                        refund.id(),
                        order.id(),
                        order.payment(),
                        order.buyer(),
                        order.seller(),
                        refund.amount(),
                        refund.reason(),
                        refund.status().name().toLowerCase(Locale.ROOT),
                        refund.failureCode(),
                        refund.createdAt(),
                        refund.updatedAt(),
                        refund.version()),
                personal);
    }

    public static RefundResource of(RefundView view, PersonalData personal) {
        return new RefundResource(
                view.id().value(),
                view.orderId().value(),
                view.paymentId().value(),
                view.amount().amountMinor(),
                view.amount().currency().code(),
                view.reason() == null ? null : personal.read(view.reason()),
                view.status(),
                view.failureCode() == null
                        ? null
                        : new Failure(view.failureCode(), "The payment provider did not give the money back. The seller can retry it."),
                view.createdAt(),
                view.updatedAt(),
                view.version() + 1);
    }
}
