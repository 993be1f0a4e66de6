package com.steveslist.events.checkout;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A buyer's attempt to buy from one or several sellers at once. */
public sealed interface CheckoutEvent extends DomainEvent {

    CheckoutId checkoutId();

    /**
     * A buyer asked for these lines. Nothing is reserved yet.
     *
     * @param quotedTotal what the lines cost when asked for; null when a line could not be priced
     */
    record Started(
            CheckoutId checkoutId,
            AccountId buyerId,
            PaymentId paymentId,
            List<Line> lines,
            String paymentMethodId,
            ShippingAddress shippingAddress,
            @Nullable Money quotedTotal)
            implements CheckoutEvent {
        public Started {
            lines = List.copyOf(lines);
        }
    }

    /** A listing refused its line. */
    record LineRejected(CheckoutId checkoutId, ListingId listingId, CheckoutFailure reason, String detail)
            implements CheckoutEvent {}

    /** Every line is reserved: this is what it costs, and an order a seller. */
    record Priced(CheckoutId checkoutId, AccountId buyerId, List<SellerOrder> orders, Money total)
            implements CheckoutEvent {
        public Priced {
            orders = List.copyOf(orders);
        }
    }

    /** The money is ours: from here on the checkout can only complete, never fail. */
    record Paid(CheckoutId checkoutId, PaymentId paymentId) implements CheckoutEvent {}

    /** Paid, and every order confirmed. */
    record Completed(CheckoutId checkoutId, AccountId buyerId, PaymentId paymentId, List<SellerOrder> orders, Money total)
            implements CheckoutEvent {
        public Completed {
            orders = List.copyOf(orders);
        }
    }

    /** Nothing was bought; whatever was reserved or authorised is undone. */
    record Failed(CheckoutId checkoutId, AccountId buyerId, CheckoutFailure reason, String detail)
            implements CheckoutEvent {}

    /**
     * @param quantity from 1 to 1,000,000
     * @param statedPrice the unit price that the buyer saw, when they said it
     */
    record Line(ListingId listingId, long quantity, @Nullable Money statedPrice) {}

    /** The order that one seller gets out of a checkout. */
    record SellerOrder(OrderId orderId, AccountId sellerId) {}
}
