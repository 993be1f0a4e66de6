package com.steveslist.command.dispatch;

import com.steveslist.events.account.AccountId;

/**
 * A claim that nobody may hold at the moment at which a command's events are committed, or the command is rejected. It is looked at under
 * the log's lock, so nothing can slip through between a look and the commit.
 *
 * @param kind as of {@link Claim}
 * @param hash as of {@link Claim}
 */
public record Bar(String kind, String hash) {

    /** The claim that an account takes while, and after, it is erased. */
    public static final String CLOSING = "closing";

    /** Lets a command through only while the account is not being erased. */
    public static Bar closing(AccountId account) {
        return new Bar(CLOSING, account.value());
    }
}
