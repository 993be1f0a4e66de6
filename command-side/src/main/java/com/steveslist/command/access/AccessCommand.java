package com.steveslist.command.access;

import com.steveslist.command.dispatch.Command;
import com.steveslist.events.access.AccessId;
import com.steveslist.events.account.AccountId;
import org.jspecify.annotations.Nullable;

/** What is to be kept of a look at personal values. */
public sealed interface AccessCommand extends Command<AccessState> {

    @Override
    default String commandName() {
        return switch (this) {
            case RecordAccess _ -> "access.record";
        };
    }

    @Override
    default boolean begins() {
        return true;
    }

    /**
     * Keep that a person's values are about to be shown.
     *
     * @param person null for many at once, whoever they are
     */
    record RecordAccess(AccessId target, @Nullable AccountId person, AccountId reader, String call) implements AccessCommand {}
}
