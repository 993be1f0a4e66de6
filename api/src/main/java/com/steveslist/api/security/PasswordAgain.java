package com.steveslist.api.security;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.events.account.AccountId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks somebody who is signed in for the password once more, before something that a borrowed session must not be enough for. */
@Component
public final class PasswordAgain {

    private final Passwords passwords;
    private final Attempts attempts;

    PasswordAgain(Passwords passwords, Attempts attempts) {
        this.passwords = passwords;
        this.attempts = attempts;
    }

    /** Throws {@code wrong_password}, or {@code too_many_attempts}. */
    public void require(AccountId account, String password) {
        Attempts.Attempt attempt = attempts.begin(attempts.account(account));
        requireRight(account, password, attempt);
        attempt.succeeded();
    }

    /** As {@link #require}, where more is asked for: whoever goes on tells how the attempt ended. */
    public Attempts.Attempt begin(AccountId account, String password) {
        Attempts.Attempt attempt = attempts.begin(attempts.account(account));
        requireRight(account, password, attempt);
        return attempt;
    }

    private void requireRight(AccountId account, String password, Attempts.Attempt attempt) {
        if (!passwords.matches(Optional.of(account), password)) {
            attempt.failed();
            throw wrong();
        }
    }

    /** {@code wrong_password}. */
    public static ApiException wrong() {
        return ApiException.of(
                ErrorCode.WRONG_PASSWORD,
                "This is not the account's password. Who has none yet, or forgot it, gets a new one through /v1/password-resets.");
    }
}
