package com.steveslist.events.staff;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names an account as a member of staff: {@code stf_…}. */
public record StaffId(String value) implements Id {

    public static final String PREFIX = "stf";

    public StaffId {
        Ids.check(PREFIX, value);
    }

    /** There is one for each account. */
    public static StaffId of(AccountId account) {
        return new StaffId(PREFIX + account.value().substring(AccountId.PREFIX.length()));
    }

    @Override
    public String toString() {
        return value;
    }
}
