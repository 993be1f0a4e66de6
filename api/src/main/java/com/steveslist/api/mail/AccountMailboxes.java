package com.steveslist.api.mail;

import com.steveslist.command.account.AccountState;
import com.steveslist.command.account.AccountState.Standing;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where mail for an account goes. */
@Component
public final class AccountMailboxes {

    private final Commands commands;
    private final PersonalData personal;

    AccountMailboxes(Commands commands, PersonalData personal) {
        this.commands = commands;
        this.personal = personal;
    }

    /** The e-mail address as it is now; empty when there is no such account, or its owner is being erased, or was. */
    public Optional<String> of(AccountId account) {
        return commands.find(AccountState.class, account)
                .filter(decided -> decided.state().standing() instanceof Standing.Open)
                .flatMap(decided -> personal.decrypt(decided.state().email()));
    }
}
