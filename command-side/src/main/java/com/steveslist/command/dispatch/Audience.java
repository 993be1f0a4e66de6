package com.steveslist.command.dispatch;

import com.steveslist.events.account.AccountId;
import java.util.List;

/**
 * Whose data an event is and who may see it.
 *
 * @param owner the shard key of the event
 * @param parties owner included
 */
public record Audience(AccountId owner, List<AccountId> parties) {

    public Audience {
        parties = List.copyOf(parties);
    }

    /** Only its owner may see it. */
    public static Audience of(AccountId owner) {
        return new Audience(owner, List.of(owner));
    }

    public static Audience of(AccountId owner, AccountId other) {
        return new Audience(owner, owner.equals(other) ? List.of(owner) : List.of(owner, other));
    }
}
