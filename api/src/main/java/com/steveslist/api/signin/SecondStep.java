package com.steveslist.api.signin;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Attempts;
import com.steveslist.api.twofactor.TwoFactor;
import com.steveslist.events.account.AccountId;
import org.springframework.stereotype.Component;

/**
 * The code that an account with a second factor asks for whoever vouched for its owner: a provider's word stands for the password, not for
 * the authenticator app. Wrong codes are counted against the account and the address, as everywhere, and against this very sign-in.
 */
@Component
final class SecondStep {

    private final HalfWay halfWay;
    private final TwoFactor twoFactor;
    private final Attempts attempts;

    SecondStep(HalfWay halfWay, TwoFactor twoFactor, Attempts attempts) {
        this.halfWay = halfWay;
        this.twoFactor = twoFactor;
        this.attempts = attempts;
    }

    boolean isNeeded(AccountId account) {
        return twoFactor.isOn(account);
    }

    /** Whose sign-in it ends. Throws {@code invalid_credentials}, {@code invalid_sign_in_state} or {@code too_many_attempts}. */
    AccountId finish(HalfWay.Waiting waiting, String code, String remoteAddress) {
        Attempts.Attempt attempt = attempts.begin(attempts.account(waiting.account()), attempts.address(remoteAddress));
        if (!halfWay.takeTry(waiting)) {
            throw SignInState.invalid();
        }
        if (!twoFactor.accepts(waiting.account(), code)) {
            attempt.failed();
            throw ApiException.of(
                    ErrorCode.INVALID_CREDENTIALS, "The code is wrong, too old or was used already. Wait for the next one.");
        }
        attempt.succeeded();
        if (!halfWay.end(waiting)) {
            throw SignInState.invalid();
        }
        return waiting.account();
    }
}
