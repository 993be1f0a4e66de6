package com.steveslist.api.oauth;

import com.steveslist.api.security.Passwords;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The one place where a page of ours finds out by e-mail and password who somebody is; a second factor is asked for here. */
@Component
final class PasswordForm {

    private static final String CLAIM = "email";

    private final CommittedKeys claims;
    private final PersonalData personal;
    private final Passwords passwords;

    PasswordForm(CommittedKeys claims, PersonalData personal, Passwords passwords) {
        this.claims = claims;
        this.personal = personal;
        this.passwords = passwords;
    }

    /** Empty for an unknown address and for a wrong password alike, in the same time. */
    Optional<AccountId> identify(String email, String password) {
        Optional<AccountId> account = claims.holderOf(CLAIM, personal.lookupHash(CLAIM, email)).map(AccountId::new);
        return passwords.matches(account, password) ? account : Optional.empty();
    }
}
