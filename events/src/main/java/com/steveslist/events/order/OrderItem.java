package com.steveslist.events.order;

import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import java.util.List;

/** A line of an order, with the listing as it was when it was reserved. */
public record OrderItem(
        ListingId listingId,
        String name,
        long quantity,
        Money unitPrice,
        String category,
        List<String> labels,
        String country,
        String city) {

    public OrderItem {
        labels = List.copyOf(labels);
    }

    public Money total() {
        return unitPrice.times(quantity);
    }
}
