package com.steveslist.api.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What calls are counted apart. */
public enum Budget {
    READS,
    WRITES,
    SEARCH,
    SIGN_IN,
    /** Everything of somebody who shows no credentials. */
    ADDRESS;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Where a password, a code or a secret can be tried. */
    private static final Pattern SIGNING_IN = Pattern.compile(
            "/v1/sessions|/v1/password-resets(/.*)?|/v1/sign-in/code|/oauth2/sign-in|/sign-in/code|/password-reset(/.*)?");

    /** As policies are called in headers: {@code sign-in}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A query is a read although GraphQL sends it by {@code POST}; its mutations are counted beside it, each as the call of REST that it makes. */
    static Budget of(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean reading = READING.contains(request.getMethod());
        if (path.startsWith("/v1/search/")) {
            return SEARCH;
        }
        if (request.getMethod().equals("POST") && SIGNING_IN.matcher(path).matches()) {
            return SIGN_IN;
        }
        return reading || path.equals("/graphql") ? READS : WRITES;
    }

    /** Load balancers and operators are told how it is, however often they ask. */
    static boolean isUncounted(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/health/") || request.getRequestURI().equals("/metrics");
    }
}
