package com.steveslist.api.oauth;

import com.steveslist.api.security.OwnCookie;
import com.steveslist.api.security.Secret;
import com.steveslist.api.security.Signer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Binds a form to the browser that was shown it while nobody is signed in there, so that no other page can sign somebody in behind
 * their back.
 */
@Component
final class FormTokens {

    static final String FIELD = "form_token";

    private static final OwnCookie COOKIE = new OwnCookie("steveslist_form", "/oauth2", "Strict");
    private static final String PREFIX = "sl_form_";
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Signer signer;

    FormTokens(Signer signer) {
        this.signer = signer;
    }

    /** What the form must send back; sets the cookie that belongs to it. */
    String issue(HttpServletRequest request, HttpServletResponse response) {
        String known = cookie(request);
        String secret = known != null ? known : Secret.next(PREFIX);
        response.addHeader("Set-Cookie", COOKIE.set(secret, LIFETIME, request.isSecure()));
        return signer.sign(Signer.Use.FORM, secret);
    }

    boolean matches(HttpServletRequest request) {
        String secret = cookie(request);
        String sent = request.getParameter(FIELD);
        return secret != null && sent != null && isSame(signer.sign(Signer.Use.FORM, secret), sent);
    }

    static boolean isSame(String expected, @Nullable String sent) {
        return sent != null
                && Signer.isSame(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        String known = COOKIE.read(request);
        return known != null && known.startsWith(PREFIX) && known.length() < 100 ? known : null;
    }
}
