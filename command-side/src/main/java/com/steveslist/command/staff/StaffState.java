package com.steveslist.command.staff;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.staff.StaffRole;
import java.util.Set;

/** The roles that an account has now. */
public record StaffState(AccountId account, Set<StaffRole> roles) {

    public StaffState {
        roles = Set.copyOf(roles);
    }
}
