package com.steveslist.api.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The web app's session cookie: scripts cannot read it, other sites' forms do not send it. */
public final class SessionCookie {

    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final OwnCookie COOKIE = new OwnCookie("steveslist_session", "/", "Lax");

    private SessionCookie() {}

    /** A {@code Set-Cookie} value. */
    public static String of(String token, boolean secure) {
        return COOKIE.set(token, Sessions.LIFETIME, secure);
    }

    /** A {@code Set-Cookie} value that ends it. */
    public static String ended(boolean secure) {
        return COOKIE.ended(secure);
    }

    static @Nullable String tokenOf(HttpServletRequest request) {
        return COOKIE.read(request);
    }
}
