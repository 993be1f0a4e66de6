package com.steveslist.api.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** The web app's session cookie: scripts cannot read it, other sites' forms do not send it. */
public final class SessionCookie {

    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String NAME = "steveslist_session";

    private SessionCookie() {}

    /** A {@code Set-Cookie} value. */
    public static String of(String token, boolean secure) {
        return cookie(token, secure, Sessions.LIFETIME);
    }

    /** A {@code Set-Cookie} value that ends it. */
    public static String ended(boolean secure) {
        return cookie("", secure, Duration.ZERO);
    }

    private static String cookie(String value, boolean secure, Duration age) {
        return ResponseCookie.from(NAME, value).httpOnly(true).secure(secure).sameSite("Lax").path("/").maxAge(age).build().toString();
    }

    static @Nullable String tokenOf(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(NAME)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
