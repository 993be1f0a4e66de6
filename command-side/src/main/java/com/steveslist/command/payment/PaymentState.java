package com.steveslist.command.payment;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its events tell it.
 *
 * @param subject what it pays for, such as a checkout's id
 * @param refunded never more than {@code captured}
 * @param recordedRefunds so that none is recorded twice
 */
public record PaymentState(
        PaymentId id,
        String subject,
        AccountId payer,
        Status status,
        Money amount,
        String paymentMethodId,
        Money authorized,
        Money captured,
        Money refunded,
        Set<RefundId> recordedRefunds,
        @Nullable String failureCode,
        @Nullable String providerReference,
        Instant createdAt,
        Instant updatedAt) {

    /** Clients see them in lower case. */
    public enum Status {
        REQUIRES_AUTHORIZATION,
        AUTHORIZED,
        CAPTURED,
        DECLINED,
        VOIDED,
        FAILED
    }
}
