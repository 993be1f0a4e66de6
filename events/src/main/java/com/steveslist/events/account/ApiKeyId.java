package com.steveslist.events.account;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names an API key (not its secret): {@code key_…}. */
public record ApiKeyId(String value) implements Id {

    public static final String PREFIX = "key";

    public ApiKeyId {
        Ids.check(PREFIX, value);
    }

    public static ApiKeyId next() {
        return new ApiKeyId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
