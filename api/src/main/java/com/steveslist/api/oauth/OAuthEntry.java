package com.steveslist.api.oauth;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.ProblemWriter;
import com.steveslist.api.page.Page;
import com.steveslist.api.security.Credentials;
import com.steveslist.api.security.Identity;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every call under {@code /oauth2} passes first: it is counted, bounded, of a method that is possible, and when it comes from a
 * browser, of somebody who is signed in there.
 */
final class OAuthEntry extends OncePerRequestFilter {

    static final String AUTHORIZE = "/oauth2/authorize";
    static final String CONSENT = "/oauth2/consent";
    static final String SIGN_IN = "/oauth2/sign-in";
    static final String METADATA = "/.well-known/oauth-authorization-server";

    private static final Map<String, String> METHODS = Map.of(
            AUTHORIZE, "GET, POST",
            CONSENT, "GET",
            SIGN_IN, "POST",
            METADATA, "GET",
            "/oauth2/token", "POST",
            "/oauth2/revoke", "POST",
            "/oauth2/introspect", "POST");

    private static final int LONGEST_VALUE = 4_000;
    private static final long LARGEST_BODY = 100_000;

    private final Credentials credentials;

    OAuthEntry(Credentials credentials) {
        this.credentials = credentials;
    }

    /** A look-up in a small map: what any other request pays for all of this. */
    static boolean serves(HttpServletRequest request) {
        return METHODS.containsKey(request.getRequestURI());
    }

    private static boolean isForPeople(String path) {
        return path.equals(AUTHORIZE) || path.equals(CONSENT) || path.equals(SIGN_IN);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        Identity somebody = isForPeople(path) ? credentials.ofBrowser(request) : null;
        credentials.count(request, response, somebody);
        String methods = METHODS.getOrDefault(path, "");
        if (!methods.contains(request.getMethod()) || request.getMethod().length() < 3) {
            refuseMethod(request, response, methods);
            return;
        }
        String wrong = problem(request);
        if (wrong != null) {
            if (isForPeople(path)) {
                Page.tell(response, 400, "This request cannot be served", wrong);
            } else {
                OAuthErrors.write(response, OAuth2ErrorCodes.INVALID_REQUEST, wrong);
            }
            return;
        }
        if (somebody != null) {
            SecurityContextHolder.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                    somebody.account().value(), null, AuthorityUtils.NO_AUTHORITIES)));
        }
        if (somebody != null && path.equals(AUTHORIZE) && request.getMethod().equals("POST") && !isOfOurPage(request)) {
            Page.tell(response, 403, "This page is out of date", "Go back to the program and begin again.");
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isOfOurPage(HttpServletRequest request) {
        return FormTokens.isSame(credentials.csrfToken(request), request.getParameter(FormTokens.FIELD));
    }

    /** Null when nothing is wrong with the form of the parameters. */
    private static @Nullable String problem(HttpServletRequest request) {
        if (request.getContentLengthLong() > LARGEST_BODY) {
            return "The body is too large.";
        }
        Map<String, String[]> parameters;
        try {
            parameters = request.getParameterMap();
        } catch (IllegalStateException e) {
            return "The parameters are not percent-encoded UTF-8, or too many.";
        }
        if (parameters.containsKey(OAuth2ParameterNames.REQUEST_URI) || parameters.containsKey("request")) {
            return "request and request_uri are not supported: send the parameters themselves.";
        }
        for (String[] values : parameters.values()) {
            for (String value : values) {
                if (value.length() > LONGEST_VALUE || value.codePoints().anyMatch(OAuthEntry::isForbidden)) {
                    return "A parameter is too long or holds control characters.";
                }
            }
        }
        return null;
    }

    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    private static void refuseMethod(HttpServletRequest request, HttpServletResponse response, String methods) throws IOException {
        String allow = methods + ", OPTIONS";
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Allow", allow);
            return;
        }
        ProblemWriter.write(
                request,
                response,
                ApiException.of(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        request.getMethod() + " is not possible here. Possible: " + allow + ".",
                        Map.of("Allow", allow)));
    }
}
