package com.steveslist.command.staff;

import com.steveslist.command.dispatch.Command;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.staff.StaffId;
import com.steveslist.events.staff.StaffRole;

/** What an operator can ask of the staff. */
public sealed interface StaffCommand extends Command<StaffState> {

    @Override
    default String commandName() {
        return switch (this) {
            case GrantRole _ -> "staff.grant";
            case RevokeRole _ -> "staff.revoke";
        };
    }

    AccountId account();

    StaffRole role();

    @Override
    default StaffId target() {
        return StaffId.of(account());
    }

    /** Granting twice changes nothing. */
    record GrantRole(AccountId account, StaffRole role) implements StaffCommand {}

    /** Taking back what is not there changes nothing. */
    record RevokeRole(AccountId account, StaffRole role) implements StaffCommand {}
}
