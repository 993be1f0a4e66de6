package com.steveslist.api.security;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names a session (not its token): {@code ses_…}. */
public record SessionId(String value) implements Id {

    static final String PREFIX = "ses";

    public SessionId {
        Ids.check(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
