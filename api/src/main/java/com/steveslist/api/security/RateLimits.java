package com.steveslist.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts requests a minute, by key for reads and writes apart and by address without one, and says in headers what is left. */
@Component
public final class RateLimits {

    private static final int READS = 2_000;
    private static final int WRITES = 600;
    private static final int WITHOUT_KEY = 600;
    private static final int WINDOW_SECONDS = 60;
    private static final int MOST_COUNTERS = 200_000;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String ATTRIBUTE = RateLimits.class.getName();

    private final Cache<String, AtomicInteger> counters =
            Caffeine.newBuilder().maximumSize(MOST_COUNTERS).expireAfterWrite(Duration.ofSeconds(2L * WINDOW_SECONDS)).build();

    private record Window(AtomicInteger used, String policy, int limit, long resetSecond) {}

    void count(HttpServletRequest request, HttpServletResponse response, @Nullable Identity identity) {
        String policy = identity == null ? "address" : READING.contains(request.getMethod()) ? "reads" : "writes";
        int limit = switch (policy) {
            case "address" -> WITHOUT_KEY;
            case "reads" -> READS;
            default -> WRITES;
        };
        long now = System.currentTimeMillis() / 1_000;
        long window = now / WINDOW_SECONDS;
        String who = identity == null ? request.getRemoteAddr() : identity.credentialId();
        AtomicInteger used = counters.get(policy + " " + who + " " + window, name -> new AtomicInteger());
        used.incrementAndGet();
        Window counted = new Window(used, policy, limit, (window + 1) * WINDOW_SECONDS);
        request.setAttribute(ATTRIBUTE, counted);
        say(response, counted);
    }

    /** An answer that says "not modified" costs nothing. */
    public static void giveBack(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof Window counted) {
            counted.used().decrementAndGet();
            say(response, counted);
        }
    }

    private static void say(HttpServletResponse response, Window counted) {
        int remaining = Math.max(0, counted.limit() - counted.used().get());
        long seconds = Math.max(0, counted.resetSecond() - System.currentTimeMillis() / 1_000);
        response.setHeader("X-RateLimit-Limit", String.valueOf(counted.limit()));
        response.setHeader("X-RateLimit-Remaining", String.valueOf(remaining));
        response.setHeader("X-RateLimit-Reset", String.valueOf(counted.resetSecond()));
        response.setHeader("RateLimit-Policy", '"' + counted.policy() + "\";q=" + counted.limit() + ";w=" + WINDOW_SECONDS);
        response.setHeader("RateLimit", '"' + counted.policy() + "\";r=" + remaining + ";t=" + seconds);
    }
}
