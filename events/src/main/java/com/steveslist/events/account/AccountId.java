package com.steveslist.events.account;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names an account: {@code acct_…}. */
public record AccountId(String value) implements Id {

    public static final String PREFIX = "acct";

    public AccountId {
        Ids.check(PREFIX, value);
    }

    public static AccountId next() {
        return new AccountId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
