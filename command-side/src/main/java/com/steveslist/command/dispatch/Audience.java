package com.steveslist.command.dispatch;

import com.steveslist.events.account.AccountId;
import java.util.List;

/**
 * Whose data an event is and who may see it: its owner, and one other account at most. The log finds the events of an account by two indexes,
 * one for each; somebody who needs a third party has to find it by another way first.
 *
 * @param owner the shard key of the event
 * @param parties the owner first
 */
public record Audience(AccountId owner, List<AccountId> parties) {

    private static final int MOST = 2;

    public Audience {
        parties = List.copyOf(parties);
        if (parties.size() > MOST || !parties.getFirst().equals(owner)) {
            throw new IllegalArgumentException("an event has one or two parties, its owner first");
        }
    }

    /** Only its owner may see it. */
    public static Audience of(AccountId owner) {
        return new Audience(owner, List.of(owner));
    }

    public static Audience of(AccountId owner, AccountId other) {
        return new Audience(owner, owner.equals(other) ? List.of(owner) : List.of(owner, other));
    }
}
