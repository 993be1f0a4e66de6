package com.steveslist.api.security;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.Errors;
import com.steveslist.api.error.ProblemWriter;
import com.steveslist.api.limits.RateLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who is asking. Credentials that do not open anything are refused even where none are needed. */
final class AuthenticationFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEARER = "Bearer ";

    private final CredentialCache credentials;
    private final Sessions sessions;
    private final RateLimits limits;

    AuthenticationFilter(CredentialCache credentials, Sessions sessions, RateLimits limits) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Identity identity;
        try {
            identity = identifyAndCount(request, response);
        } catch (RuntimeException e) {
            ProblemWriter.write(request, response, Errors.of(e));
            return;
        }
        if (identity != null) {
            identity.attachTo(request);
            SecurityContextHolder.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                    identity.account().value(), null, AuthorityUtils.NO_AUTHORITIES)));
        }
        chain.doFilter(request, response);
    }

    /** Whoever shows wrong credentials is counted by address, so that nobody tries many of them. */
    private @Nullable Identity identifyAndCount(HttpServletRequest request, HttpServletResponse response) {
        Identity identity;
        try {
            identity = identify(request);
        } catch (RuntimeException e) {
            limits.count(request, response, null);
            throw e;
        }
        limits.count(request, response, identity);
        return identity;
    }

    private @Nullable Identity identify(HttpServletRequest request) {
        String secret = headerSecret(request);
        if (secret == null) {
            return Access.isSignIn(request) ? null : byCookie(request);
        }
        Identity identity = looksLikeOurs(secret) ? credentials.find(secret) : null;
        if (identity == null) {
            throw ApiException.of(
                    ErrorCode.INVALID_CREDENTIALS, "This API key or token is unknown, expired or revoked.");
        }
        Standing.attach(request, () -> credentials.find(secret) != null);
        return identity;
    }

    private static @Nullable String headerSecret(HttpServletRequest request) {
        String key = request.getHeader(Identity.KEY_HEADER);
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return key == null ? null : key.strip();
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw ApiException.of(ErrorCode.INVALID_CREDENTIALS, "Authorization must be Bearer with an API key or session token.");
        }
        String bearer = authorization.substring(BEARER.length()).strip();
        if (key != null && !key.strip().equals(bearer)) {
            throw ApiException.of(ErrorCode.INVALID_CREDENTIALS, "Two different credentials were sent; send one.");
        }
        return bearer;
    }

    static boolean looksLikeOurs(String secret) {
        return secret.length() < 100
                && (secret.startsWith(Secret.KEY_PREFIX)
                        || secret.startsWith(Secret.SESSION_PREFIX)
                        || secret.startsWith(Secret.ACCESS_PREFIX));
    }

    /** A cookie comes along by itself, so changes need the token that only the session's own pages know. An old cookie is as none. */
    private @Nullable Identity byCookie(HttpServletRequest request) {
        String token = SessionCookie.tokenOf(request);
        Identity identity = token == null || !looksLikeOurs(token) ? null : credentials.find(token);
        if (identity != null && token != null) {
            Standing.attach(request, () -> credentials.find(token) != null);
        }
        if (identity != null && token != null && !SAFE.contains(request.getMethod())) {
            String sent = request.getHeader(SessionCookie.CSRF_HEADER);
            byte[] expected = sessions.csrfToken(token).getBytes(StandardCharsets.UTF_8);
            if (sent == null || !Signer.isSame(expected, sent.getBytes(StandardCharsets.UTF_8))) {
                throw ApiException.of(
                        ErrorCode.CSRF_FAILED, "With the session cookie, send the session's csrf_token in X-CSRF-Token.");
            }
        }
        return identity;
    }
}
