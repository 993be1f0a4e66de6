package com.steveslist.events.staff;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;

/** Who may do what for the market itself. */
public sealed interface StaffEvent extends DomainEvent {

    StaffId staffId();

    /** An account works for the market in this role from now on. */
    record Granted(StaffId staffId, AccountId accountId, StaffRole role) implements StaffEvent {}

    /** It no longer does. */
    record Revoked(StaffId staffId, AccountId accountId, StaffRole role) implements StaffEvent {}
}
