package com.steveslist.api.story;

import com.steveslist.api.staff.OperatorDesk;
import com.steveslist.command.access.AccessCommand.RecordAccess;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.staff.StaffState;
import com.steveslist.events.access.AccessId;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.id.Ids;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.staff.StaffId;
import com.steveslist.events.staff.StaffRole;
import com.steveslist.query.story.StoryContext.Opener;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Opens personal values for an auditor at the command line, and records whose, as the API does before it shows them. */
final class RecordedLook implements Opener {

    private final OperatorDesk desk;
    private final AccountId reader;
    private final Set<AccountId> read = new LinkedHashSet<>();

    private RecordedLook(OperatorDesk desk, AccountId reader) {
        this.desk = desk;
        this.reader = reader;
    }

    /** @param who an e-mail address or an account's id. Throws {@link IllegalArgumentException} when that is no auditor */
    static RecordedLook by(String who, OperatorDesk desk) {
        AccountId reader = desk.find(who);
        boolean auditor = desk.commands().find(StaffState.class, StaffId.of(reader))
                .filter(member -> member.state().roles().contains(StaffRole.AUDITOR))
                .isPresent();
        if (!auditor) {
            throw new IllegalArgumentException(
                    reader + " is no auditor, and nobody else reads personal values of others: ./steveslist staff grant " + reader
                            + " auditor");
        }
        return new RecordedLook(desk, reader);
    }

    @Override
    public Optional<String> apply(EncryptedText value) {
        Optional<String> plain = desk.personal().decrypt(value);
        plain.ifPresent(_ -> read.add(new AccountId(value.person())));
        return plain;
    }

    /** An event for each person whose values were opened. What cannot be recorded is not to be shown. @param call what was asked for */
    void record(String call) {
        CommandContext context = CommandContext.of(new Actor(Actor.Kind.STAFF, reader.value()), Ids.next("req"));
        read.stream()
                .filter(person -> !person.equals(reader))
                .forEach(person -> desk.commands().send(new RecordAccess(AccessId.next(), person, reader, call), context));
    }
}
