package com.steveslist.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What needs no credentials. */
public final class Access {

    private static final Set<String> OPEN_TO_POST =
            Set.of("/v1/accounts", "/v1/sessions", "/v1/password-resets", "/v1/password-resets/confirm");

    /** Where the second half of signing in is done, and the pages behind a mail's links: likewise, with a cookie of their own. */
    private static final Set<String> GETTING_IN =
            Set.of("/v1/sign-in/code", "/sign-in/code", "/password-reset", "/password-reset/mail");

    /** Paths of which every method is open, so that a wrong method is told so rather than asked for a key. */
    private static final List<Pattern> OPEN = List.of(
            Pattern.compile("/(?!v1(/|$)).*"), Pattern.compile("/v1/search/.*"), Pattern.compile("/v1/event-types"),
            Pattern.compile("/v1/sign-in(/.*)?"));

    private static final List<Pattern> OPEN_TO_READ =
            List.of(Pattern.compile("/v1/listings(/[^/]+(/diff)?)?"),
                    Pattern.compile("/v1/accounts/(?!me$)[^/]+"), Pattern.compile("/v1/accounts/[^/]+/erasure-certificate"));

    private Access() {}

    static boolean isOpen(HttpServletRequest request) {
        return isOpen(request.getMethod(), request.getRequestURI());
    }

    /** @param path of a request, or its pattern such as {@code /v1/listings/{id}} */
    public static boolean isOpen(String method, String path) {
        return switch (method) {
            case "OPTIONS" -> true;
            case "GET", "HEAD" -> matches(OPEN, path) || matches(OPEN_TO_READ, path);
            case "POST" -> OPEN_TO_POST.contains(path) || matches(OPEN, path);
            default -> matches(OPEN, path);
        };
    }

    /** Signing up, signing in and getting back in: whoever does it is somebody new, whatever cookie the browser sends along. */
    static boolean isSignIn(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("POST") && (OPEN_TO_POST.contains(path) || GETTING_IN.contains(path));
    }

    private static boolean matches(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }
}
