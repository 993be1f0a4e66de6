package com.steveslist.api.payment;

import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.query.payment.PaymentView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its payer sees it. Amounts are minor units.
 *
 * @param checkoutId what it pays for; null when that is no checkout
 */
public record PaymentResource(
        String id,
        @Nullable String checkoutId,
        String status,
        long amount,
        long amountAuthorized,
        long amountCaptured,
        long amountRefunded,
        String currency,
        String paymentMethod,
        @Nullable String failureCode,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public static PaymentResource of(PaymentView view) {
        return new PaymentResource(
                view.id().value(),
                view.subject().startsWith(CheckoutId.PREFIX + "_") ? view.subject() : null,
                view.status(),
                view.amount().amountMinor(),
                view.amountAuthorized().amountMinor(),
                view.amountCaptured().amountMinor(),
                view.amountRefunded().amountMinor(),
                view.amount().currency().code(),
                view.paymentMethodId(),
                view.failureCode(),
                view.createdAt(),
                view.updatedAt(),
                view.version() + 1);
    }
}
