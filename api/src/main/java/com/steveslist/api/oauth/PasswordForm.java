package com.steveslist.api.oauth;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Passwords;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /**
     * Throws {@code invalid_credentials}, for an unknown address and for a wrong password alike, in the same time.
     *
     * @param code of a second factor; null when none was sent
     * @param remoteAddress where it comes from
     */
    AccountId identify(String email, String password, @Nullable String code, String remoteAddress) {
        Optional<AccountId> account = claims.holderOf(CLAIM, personal.lookupHash(CLAIM, email)).map(AccountId::new);
        if (!passwords.matches(account, password)) {
            throw ApiException.of(ErrorCode.INVALID_CREDENTIALS, "The e-mail address or the password is wrong.");
        }
        return account.orElseThrow();
    }
}
