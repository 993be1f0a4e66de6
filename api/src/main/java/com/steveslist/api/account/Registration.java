package com.steveslist.api.account;

import com.steveslist.api.command.IdempotencyKeys;
import com.steveslist.api.command.Writes;
import com.steveslist.api.http.Call;
import com.steveslist.api.security.Passwords;
import com.steveslist.command.account.AccountCommand.Register;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Claim;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import org.springframework.stereotype.Component;

/**
 * Makes an account: the person's key, then the password's hash, then the event, which alone counts. What stands before it when it is
 * not written opens nothing, because an account is found through the e-mail's claim.
 */
@Component
final class Registration {

    static final String CLAIM = "email";

    private final Writes writes;
    private final IdempotencyKeys keys;
    private final PersonalData personal;
    private final Passwords passwords;

    Registration(Writes writes, IdempotencyKeys keys, PersonalData personal, Passwords passwords) {
        this.writes = writes;
        this.keys = keys;
        this.personal = personal;
        this.passwords = passwords;
    }

    Decided<AccountState> register(Call call, String email, String password, String name) {
        AccountId id = AccountId.next();
        String hash = personal.lookupHash(CLAIM, email);
        personal.createKey(id);
        passwords.set(id, passwords.hashed(password));
        CommandContext context = CommandContext.of(call.actor(), call.requestId())
                .once(keys.ofStranger(call, hash, id.value()))
                .claiming(new Claim(CLAIM, hash, id));
        try {
            Decided<AccountState> decided =
                    writes.send(new Register(id, personal.encrypt(id, email), personal.encrypt(id, name)), context);
            if (decided.replayed()) {
                passwords.forget(id);
            }
            return decided;
        } catch (CommandRejectedException e) {
            passwords.forget(id);
            throw e;
        }
    }
}
