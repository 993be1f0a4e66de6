package com.steveslist.api.session;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Attempts;
import com.steveslist.api.security.Passwords;
import com.steveslist.api.twofactor.TwoFactor;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out whether somebody is who they say: e-mail address and password, and a code where the account asks for one. A wrong password
 * and an address that nobody has take the same steps and get the same answer.
 */
@Component
public final class SignIn {

    private static final String CLAIM = "email";

    private final CommittedKeys claims;
    private final PersonalData personal;
    private final Passwords passwords;
    private final TwoFactor twoFactor;
    private final Attempts attempts;
    private final KnownDevices devices;

    SignIn(
            CommittedKeys claims,
            PersonalData personal,
            Passwords passwords,
            TwoFactor twoFactor,
            Attempts attempts,
            KnownDevices devices) {
        this.claims = claims;
        this.personal = personal;
        this.passwords = passwords;
        this.twoFactor = twoFactor;
        this.attempts = attempts;
        this.devices = devices;
    }

    /**
     * Who it is.
     *
     * @param mark the {@code Set-Cookie} value by which this browser is known from now on
     */
    public record SignedIn(AccountId account, String mark) {}

    /**
     * Where somebody signs in.
     *
     * @param address of the network
     * @param mark what the browser sent of {@link KnownDevices#COOKIE}; null for nothing
     * @param secure whether it came over TLS
     */
    public record Place(String address, @Nullable String mark, boolean secure) {
        public static Place of(HttpServletRequest request) {
            return new Place(request.getRemoteAddr(), KnownDevices.COOKIE.read(request), request.isSecure());
        }
    }

    /**
     * Throws {@code invalid_credentials}, {@code two_factor_required} or {@code too_many_attempts}.
     *
     * @param code of the authenticator app, or a recovery code; null when none was sent
     */
    public SignedIn identify(String email, String password, @Nullable String code, Place place) {
        String hash = personal.lookupHash(CLAIM, email);
        Attempts.Attempt attempt = attempts.begin(devices.subject(hash, place.mark()), attempts.address(place.address()));
        Optional<AccountId> account = claims.holderOf(CLAIM, hash).map(AccountId::new);
        if (!passwords.matches(account, password)) {
            attempt.failed();
            throw ApiException.of(ErrorCode.INVALID_CREDENTIALS, "The e-mail address or the password is wrong.");
        }
        AccountId known = account.orElseThrow();
        if (twoFactor.isOn(known)) {
            requireCode(known, code, attempt);
        }
        attempt.succeeded();
        return new SignedIn(known, devices.mark(hash, place.secure()));
    }

    private void requireCode(AccountId account, @Nullable String code, Attempts.Attempt attempt) {
        if (code == null) {
            attempt.undecided();
            throw ApiException.of(
                    ErrorCode.TWO_FACTOR_REQUIRED,
                    "This account asks for a code too: send it as code, from the authenticator app or one of the recovery codes.");
        }
        if (!twoFactor.accepts(account, code)) {
            attempt.failed();
            throw ApiException.of(
                    ErrorCode.INVALID_CREDENTIALS, "The code is wrong, too old or was used already. Wait for the next one.");
        }
    }
}
