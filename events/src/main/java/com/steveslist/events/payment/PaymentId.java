package com.steveslist.events.payment;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names a payment: {@code pay_…}. */
public record PaymentId(String value) implements Id {

    public static final String PREFIX = "pay";

    public PaymentId {
        Ids.check(PREFIX, value);
    }

    public static PaymentId next() {
        return new PaymentId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
