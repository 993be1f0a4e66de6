package com.steveslist.query.checkout;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checkout as its buyer sees it.
 *
 * @param status {@code processing}, {@code completed} or {@code failed}
 * @param failureCode lower case, when it failed
 */
public record CheckoutView(
        CheckoutId id,
        AccountId buyerId,
        PaymentId paymentId,
        List<Line> lines,
        String paymentMethodId,
        ShippingAddress shippingAddress,
        @Nullable Money total,
        List<SellerOrder> orders,
        String status,
        @Nullable String failureCode,
        @Nullable String failureDetail,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Its buyer, and nobody else. */
    public boolean isSeenBy(AccountId viewer) {
        return buyerId.equals(viewer);
    }
}
