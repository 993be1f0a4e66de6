package com.steveslist.command.dispatch;

import com.steveslist.events.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Who a command is for, as far as rights go; who carried it out stands in {@link CommandContext}.
 *
 * @param account whose rights count; null for staff and for the market's own processes
 */
public record Caller(Role role, @Nullable AccountId account) {

    /** Processes and deadlines of the market itself. */
    public static final Caller MARKET = new Caller(Role.MARKET, null);

    public static final Caller STAFF = new Caller(Role.STAFF, null);

    public static Caller account(AccountId account) {
        return new Caller(Role.ACCOUNT, account);
    }

    public boolean is(AccountId other) {
        return other.equals(account);
    }

    /** Staff and the market's own processes may do what owners may. */
    public boolean mayActFor(AccountId owner) {
        return role != Role.ACCOUNT || is(owner);
    }

    /** Whose rights. */
    public enum Role {
        ACCOUNT,
        STAFF,
        MARKET
    }
}
