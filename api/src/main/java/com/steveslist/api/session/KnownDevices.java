package com.steveslist.api.session;

import com.steveslist.api.security.Attempts;
import com.steveslist.api.security.OwnCookie;
import com.steveslist.api.security.Secret;
import com.steveslist.api.security.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Marks browsers in which somebody has signed in. Wrong passwords of a marked browser are counted by themselves, and those of everybody else
 * together: so a stranger who tries passwords makes strangers wait, and not the owner at their own machine. The mark opens nothing.
 */
@Component
public final class KnownDevices {

    /** The browser's cookie. */
    public static final OwnCookie COOKIE = new OwnCookie("steveslist_device", "/", "Lax");

    private static final Duration LIFETIME = Duration.ofDays(180);
    private static final String PREFIX = "sl_dev_";
    private static final int LONGEST = 150;

    private final Signer signer;
    private final Attempts attempts;

    KnownDevices(Signer signer, Attempts attempts) {
        this.signer = signer;
        this.attempts = attempts;
    }

    /** The {@code Set-Cookie} value that marks a browser. @param emailHash keyed, of the address that somebody signed in with */
    String mark(String emailHash, boolean secure) {
        String device = Secret.next(PREFIX);
        return COOKIE.set(device + "." + signature(device, emailHash), LIFETIME, secure);
    }

    /** Whom wrong tries are counted against. @param mark what the browser sent; null for nothing */
    Attempts.Subject subject(String emailHash, @Nullable String mark) {
        int dot = mark == null || mark.length() > LONGEST ? -1 : mark.indexOf('.');
        if (mark == null || dot < 0) {
            return attempts.email(emailHash);
        }
        String device = mark.substring(0, dot);
        boolean genuine = Signer.isSame(
                signature(device, emailHash).getBytes(StandardCharsets.UTF_8),
                mark.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
        return genuine ? attempts.device(device) : attempts.email(emailHash);
    }

    private String signature(String device, String emailHash) {
        return signer.sign(Signer.Use.DEVICE, device + " " + emailHash);
    }
}
