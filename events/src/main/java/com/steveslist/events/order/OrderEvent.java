package com.steveslist.events.order;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one buyer bought from one seller in one checkout. Refunds of it are in the same stream: see {@code RefundEvent}. */
public sealed interface OrderEvent extends DomainEvent {

    OrderId orderId();

    /** The checkout reserved everything; payment is under way. */
    record Placed(
            OrderId orderId,
            CheckoutId checkoutId,
            AccountId buyerId,
            AccountId sellerId,
            PaymentId paymentId,
            List<OrderItem> items,
            Money total,
            ShippingAddress shippingAddress)
            implements OrderEvent {
        public Placed {
            items = List.copyOf(items);
        }
    }

    /** Paid. The seller has until {@code shipBy} to ship. */
    record Confirmed(OrderId orderId, CheckoutId checkoutId, Instant shipBy) implements OrderEvent {}

    /** The seller handed the goods to a carrier. */
    record Shipped(OrderId orderId, @Nullable String carrier, @Nullable String trackingNumber) implements OrderEvent {}

    /** The goods arrived. */
    record Delivered(OrderId orderId, Instant completeAt) implements OrderEvent {}

    /** The time for complaints is over. */
    record Completed(OrderId orderId) implements OrderEvent {}

    /**
     * The order ended before shipping.
     *
     * @param stockToReturn units that were sold and are for sale again; empty when they had only been reserved
     */
    record Cancelled(
            OrderId orderId,
            CheckoutId checkoutId,
            CancelledBy by,
            @Nullable EncryptedText reason,
            List<StockReturn> stockToReturn)
            implements OrderEvent {
        public Cancelled {
            stockToReturn = List.copyOf(stockToReturn);
        }
    }

    /** Who or what ended an order early. */
    enum CancelledBy {
        BUYER,
        SELLER,
        STAFF,
        /** The seller had not shipped by {@code ship_by}. */
        SHIPPING_DEADLINE,
        /** The checkout failed before the order was paid. */
        CHECKOUT_FAILED,
        /** All of its money was given back before it was shipped. */
        FULL_REFUND
    }

    /** Units of a listing that go back on sale. */
    record StockReturn(ListingId listingId, long quantity) {}
}
