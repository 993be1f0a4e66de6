package com.steveslist.query.payment;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its payer sees it.
 *
 * @param status {@code requires_authorization}, {@code authorized}, {@code captured}, {@code declined}, {@code voided} or {@code failed}
 */
public record PaymentView(
        PaymentId id,
        String subject,
        AccountId payerId,
        String status,
        Money amount,
        Money amountAuthorized,
        Money amountCaptured,
        Money amountRefunded,
        String paymentMethodId,
        @Nullable String failureCode,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Its payer, and nobody else. */
    public boolean isSeenBy(AccountId viewer) {
        return payerId.equals(viewer);
    }
}
