package com.steveslist.twin.shared;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Looks up who has the key that was sent. */
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;

    ApiKeyFilter(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sent = request.getHeader("Authorization");
        if (sent != null && sent.startsWith(BEARER)) {
            keys.findBySecretHashAndRevokedAtIsNull(ApiKey.hash(sent.substring(BEARER.length())))
                    .ifPresent(key -> SecurityContextHolder.setContext(new SecurityContextImpl(
                            UsernamePasswordAuthenticationToken.authenticated(
                                    key.accountId, null, AuthorityUtils.commaSeparatedStringToAuthorityList(key.scopes)))));
        }
        chain.doFilter(request, response);
    }
}
