package com.steveslist.api.http;

import com.steveslist.api.limits.RateLimits;
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

    private static final String EXPOSED = "Consistency-Token, Deprecation, ETag, Idempotent-Replayed, Last-Modified, Link, Location,"
            + " Preference-Applied, RateLimit, RateLimit-Policy, Retry-After, Steveslist-Version, Sunset, X-Degraded, X-RateLimit-Limit,"
            + " X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, X-Total-Count";
    private static final String ACCEPTED = "Accept, Authorization, Consistency-Token, Content-Type, Idempotency-Key, If-Match,"
            + " If-Modified-Since, If-None-Match, Last-Event-ID, Prefer, Steveslist-Version, X-CSRF-Token, X-Request-Id, X-Steveslist-API-Key";

    private final Set<String> origins;
    private final RateLimits limits;

    Cors(@Value("${steveslist.cors-origins:}") Set<String> origins, RateLimits limits) {
        this.origins = Set.copyOf(origins);
        this.limits = limits;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        if (!origins.isEmpty()) {
            response.addHeader("Vary", "Origin");
        }
        String origin = request.getHeader("Origin");
        if (origin == null || !origins.contains(origin)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        if (request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null) {
            response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            response.setHeader("Access-Control-Allow-Headers", ACCEPTED);
            response.setHeader("Access-Control-Max-Age", "600");
            limits.show(request, response);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        chain.doFilter(request, response);
    }
}
