package com.steveslist.command.account;

import com.steveslist.command.dispatch.AggregateType;

/** Lends accounts to tests of other packages. */
public final class AccountAggregates {

    public static final AggregateType<AccountState> TYPE = AccountConfiguration.TYPE;

    private AccountAggregates() {}
}
