package com.steveslist.events.order;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names an order: {@code ord_…}. */
public record OrderId(String value) implements Id {

    public static final String PREFIX = "ord";

    public OrderId {
        Ids.check(PREFIX, value);
    }

    public static OrderId next() {
        return new OrderId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
