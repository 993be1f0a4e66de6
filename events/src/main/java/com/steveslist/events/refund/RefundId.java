package com.steveslist.events.refund;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names a refund: {@code ref_…}. */
public record RefundId(String value) implements Id {

    public static final String PREFIX = "ref";

    public RefundId {
        Ids.check(PREFIX, value);
    }

    public static RefundId next() {
        return new RefundId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
