package com.steveslist.query.refund;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the two sides of its order see it.
 *
 * @param status {@code processing}, {@code succeeded} or {@code failed}
 * @param version the order's stream version of the last event about this refund
 */
public record RefundView(
        RefundId id,
        OrderId orderId,
        PaymentId paymentId,
        AccountId buyerId,
        AccountId sellerId,
        Money amount,
        @Nullable EncryptedText reason,
        String status,
        @Nullable String failureCode,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** The two sides of its order, and nobody else. */
    public boolean isSeenBy(AccountId viewer) {
        return buyerId.equals(viewer) || sellerId.equals(viewer);
    }
}
