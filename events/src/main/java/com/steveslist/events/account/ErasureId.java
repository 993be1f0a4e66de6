package com.steveslist.events.account;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names the erasure of a person: {@code ers_…}. */
public record ErasureId(String value) implements Id {

    public static final String PREFIX = "ers";

    public ErasureId {
        Ids.check(PREFIX, value);
    }

    public static ErasureId next() {
        return new ErasureId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
