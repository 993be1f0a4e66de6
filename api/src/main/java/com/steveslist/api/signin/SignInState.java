package com.steveslist.api.signin;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.OwnCookie;
import com.steveslist.api.security.Secret;
import com.steveslist.api.security.SessionId;
import com.steveslist.api.security.Signer;
import com.steveslist.events.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that is on its way. It stands in a signed cookie of the browser that began it, so another browser cannot end it, and no
 * server has to remember those that never come back. Nonce and code verifier are made of the state with our key: the cookie holds
 * nothing that is worth reading.
 *
 * @param state what the provider sends back
 * @param linking for what the identity is to be added to an account; null for signing in
 */
record SignInState(String provider, String state, @Nullable Linking linking, Instant expiresAt) {

    /** An account, and the session that asked for it: when that is ended meanwhile, nothing is added. */
    record Linking(AccountId account, SessionId session) {
        static Linking parse(String text) {
            String[] parts = text.split(",");
            return new Linking(new AccountId(parts[0]), new SessionId(parts[1]));
        }

        @Override
        public String toString() {
            return account.value() + "," + session.value();
        }
    }

    static final OwnCookie COOKIE = new OwnCookie("steveslist_sign_in", "/v1/sign-in", "Lax");

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String PREFIX = "sl_state_";
    private static final int LONGEST_COOKIE = 500;

    static SignInState begin(String provider, @Nullable Linking linking) {
        return new SignInState(provider, Secret.next(PREFIX), linking,
                Instant.ofEpochSecond(Instant.now().plus(LIFETIME).getEpochSecond()));
    }

    /** 43 characters. */
    String nonce(Signer signer) {
        return signer.sign(Signer.Use.SIGN_IN, "nonce " + state);
    }

    /** 43 characters, as RFC 7636 wants at least. */
    String verifier(Signer signer) {
        return signer.sign(Signer.Use.SIGN_IN, "verifier " + state);
    }

    /** The {@code Set-Cookie} value that goes with the person. */
    String cookie(Signer signer, boolean secure) {
        String text = String.join(
                " ", provider, state, linking == null ? "-" : linking.toString(), Long.toString(expiresAt.getEpochSecond()));
        String signed = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "."
                + signature(signer, text);
        return COOKIE.set(signed, LIFETIME, secure);
    }

    /** What this browser began with this provider. Throws unless it is of us, not too old, and what the provider sent back. */
    static SignInState returned(@Nullable String cookie, String provider, @Nullable String sent, Signer signer) {
        SignInState begun = cookie == null ? null : read(cookie, signer);
        if (begun == null
                || sent == null
                || !begun.provider().equals(provider)
                || !Signer.isSame(bytes(begun.state()), bytes(sent))
                || Instant.now().isAfter(begun.expiresAt())) {
            throw invalid();
        }
        return begun;
    }

    static ApiException invalid() {
        return ApiException.of(
                ErrorCode.INVALID_SIGN_IN_STATE,
                "This sign-in was begun in another browser, more than 10 minutes ago, or was ended already. Begin again.");
    }

    private static @Nullable SignInState read(String cookie, Signer signer) {
        int dot = cookie.indexOf('.');
        if (dot < 0 || cookie.length() > LONGEST_COOKIE) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cookie.substring(0, dot)), StandardCharsets.UTF_8);
            if (!Signer.isSame(bytes(signature(signer, text)), bytes(cookie.substring(dot + 1)))) {
                return null;
            }
            String[] parts = text.split(" ");
            Linking linking = parts[2].equals("-") ? null : Linking.parse(parts[2]);
            return new SignInState(parts[0], parts[1], linking, Instant.ofEpochSecond(Long.parseLong(parts[3])));
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static String signature(Signer signer, String text) {
        return signer.sign(Signer.Use.SIGN_IN, "cookie " + text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
