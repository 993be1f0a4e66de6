package com.steveslist.api.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A cookie that only this server reads: no script does. Over TLS its name begins with {@code __Host-}, so browsers take it from this very
 * host only and over TLS only, and no other host below the same domain can put one of its own in its place (RFC 6265bis, 4.1.3.2).
 *
 * @param name without that beginning
 * @param path where it is sent without TLS; over TLS the name demands that it is sent everywhere on this host
 * @param sameSite {@code Lax} for what must survive a link from elsewhere, else {@code Strict}
 */
public record OwnCookie(String name, String path, String sameSite) {

    private static final String HOST = "__Host-";

    /** A {@code Set-Cookie} value. @param secure whether the answer goes over TLS */
    public String set(String value, Duration age, boolean secure) {
        return ResponseCookie.from(nameOver(secure), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite(sameSite)
                .path(secure ? "/" : path)
                .maxAge(age)
                .build()
                .toString();
    }

    /** A {@code Set-Cookie} value that ends it. */
    public String ended(boolean secure) {
        return set("", Duration.ZERO, secure);
    }

    /** Null when the browser sends none. */
    public @Nullable String read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, nameOver(request.isSecure()));
        return cookie == null ? null : cookie.getValue();
    }

    private String nameOver(boolean tls) {
        return tls ? HOST + name : name;
    }
}
