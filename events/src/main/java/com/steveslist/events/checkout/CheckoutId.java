package com.steveslist.events.checkout;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names a checkout: {@code chk_…}. */
public record CheckoutId(String value) implements Id {

    public static final String PREFIX = "chk";

    public CheckoutId {
        Ids.check(PREFIX, value);
    }

    public static CheckoutId next() {
        return new CheckoutId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
