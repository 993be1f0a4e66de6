package com.steveslist.api.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * How many requests there are and how long they take: {@code http.server.requests}, as Spring Boot calls it, by method, pattern of the path
 * and status. Its own way there wraps every request in an observation, which is several times the work and has more to tell than anybody asks.
 */
@Component
final class RequestTimers {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    /** As many as there are routes and statuses: what clients make up is not in it. */
    private record Kind(String method, String uri, int status) {}

    RequestTimers(MeterRegistry meters) {
        this.meters = meters;
    }

    void took(HttpServletRequest request, HttpServletResponse response, long nanos) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
        Kind kind = new Kind(method, pattern == null ? "UNKNOWN" : pattern.toString(), response.getStatus());
        timers.computeIfAbsent(kind, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Requests and how long each took, from its headers to the end of its answer.")
                .tags("method", kind.method(), "uri", kind.uri(), "status", Integer.toString(kind.status()))
                .register(meters);
    }
}
