package com.steveslist.command.checkout;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checkout as its events tell it.
 *
 * @param total quoted while processing, as charged once priced; null when it could not be priced
 */
public record CheckoutState(
        CheckoutId id,
        AccountId buyer,
        PaymentId payment,
        List<Line> lines,
        String paymentMethodId,
        ShippingAddress shippingAddress,
        @Nullable Money total,
        List<SellerOrder> orders,
        Outcome outcome,
        Instant createdAt,
        Instant updatedAt) {

    /** How far it is; a closed family, each with only what it knows. */
    public sealed interface Outcome {

        /**
         * Reserving, or waiting for the payment.
         *
         * @param paid whether the money is ours, so that it can no longer fail
         */
        record Processing(boolean paid) implements Outcome {}

        record Completed() implements Outcome {}

        record Failed(CheckoutFailure reason, String detail) implements Outcome {}
    }
}
