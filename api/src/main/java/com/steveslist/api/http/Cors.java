package com.steveslist.api.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets web pages of the origins in {@code steveslist.cors-origins} read this API. Pages of other origins get answers without the
 * headers that would let a browser hand them over.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class Cors implements Filter {

    private static final String EXPOSED = "Consistency-Token, ETag, Last-Modified, Link, Location, X-Request-Id, X-Total-Count,"
            + " X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, Idempotent-Replayed, Preference-Applied";
    private static final String ACCEPTED = "Authorization, Content-Type, Consistency-Token, Idempotency-Key, If-Match,"
            + " If-None-Match, Last-Event-ID, Prefer, X-CSRF-Token, X-Request-Id, X-Steveslist-API-Key";

    private final Set<String> origins;

    Cors(@Value("${steveslist.cors-origins:}") Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        String origin = request.getHeader("Origin");
        if (origin == null || !origins.contains(origin)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        response.addHeader("Vary", "Origin");
        if (request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null) {
            response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            response.setHeader("Access-Control-Allow-Headers", ACCEPTED);
            response.setHeader("Access-Control-Max-Age", "600");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        chain.doFilter(request, response);
    }
}
