package com.steveslist.events.access;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names one look at somebody's personal values: {@code acs_…}. */
public record AccessId(String value) implements Id {

    public static final String PREFIX = "acs";

    public AccessId {
        Ids.check(PREFIX, value);
    }

    public static AccessId next() {
        return new AccessId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
