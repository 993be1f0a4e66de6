package com.steveslist.events.listing;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;

/** What happens to a thing for sale. Units on offer = {@code quantity} − sold − reserved. */
public sealed interface ListingEvent extends DomainEvent {

    ListingId listingId();

    /** A seller wrote a listing; only the seller sees it. */
    record Drafted(ListingId listingId, AccountId sellerId, ListingDetails details, long quantity)
            implements ListingEvent {}

    /** The listing can be found and bought. */
    record Published(ListingId listingId) implements ListingEvent {}

    /** The seller changed it; the record holds it as it is from now on. {@code quantity} counts every unit ever listed, sold ones too. */
    record Changed(ListingId listingId, ListingDetails details, long quantity) implements ListingEvent {}

    /** Units were set aside for a checkout at the price that the record names. */
    record Reserved(ListingId listingId, CheckoutId checkoutId, AccountId buyerId, AccountId sellerId, OrderItem item)
            implements ListingEvent {}

    /** A checkout gave its units back. */
    record Released(ListingId listingId, CheckoutId checkoutId, long quantity) implements ListingEvent {}

    /** A checkout's reserved units were paid for. */
    record Sold(ListingId listingId, CheckoutId checkoutId, OrderId orderId, long quantity) implements ListingEvent {}

    /** The last unit was sold, or the seller set the quantity to what was sold. */
    record SoldOut(ListingId listingId) implements ListingEvent {}

    /** Units of a cancelled order that never left the seller are for sale again. */
    record Returned(ListingId listingId, OrderId orderId, long quantity) implements ListingEvent {}

    /** The seller took it off the market. */
    record Withdrawn(ListingId listingId) implements ListingEvent {}

    /** Staff took it off the market; the seller sees the reason. */
    record Removed(ListingId listingId, String reason) implements ListingEvent {}
}
