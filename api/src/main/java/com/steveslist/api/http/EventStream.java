package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * An answer that stays open: server-sent events, as the HTML standard has them. The request ends as soon as the head is sent, so an open
 * stream takes none of the places that requests share, no thread of the container and no connection of a pool; who writes to it does so on a
 * virtual thread of its own. A client that takes nothing for as long as the connection's time-out ends its stream.
 */
public final class EventStream {

    /** How long a client is asked to wait before it connects again. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Function<EventOutput, AutoCloseable> opening;

    private EventStream(Function<EventOutput, AutoCloseable> opening) {
        this.opening = opening;
    }

    /** @param opening begins to write, on another thread; what it throws becomes the answer. What it returns is closed when nobody reads */
    public static EventStream of(Function<EventOutput, AutoCloseable> opening) {
        return new EventStream(opening);
    }

    /** Throws {@code 406} unless the client takes a stream of events. */
    static void requireAcceptable(@Nullable String accept) {
        try {
            if (accept == null
                    || accept.isBlank()
                    || MediaType.parseMediaTypes(accept).stream()
                            .anyMatch(range -> range.includes(MediaType.TEXT_EVENT_STREAM) && range.getQualityValue() > 0)) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // said below
        }
        throw ApiException.of(ErrorCode.NOT_ACCEPTABLE, "This is a stream of events: let Accept allow text/event-stream.");
    }

    /** Answers with it, on the request's own thread. */
    public void serve(HttpServletRequest request, HttpServletResponse response) {
        if (request.getMethod().equals("HEAD")) {
            head(response);
            return;
        }
        EventOutput out = new EventOutput();
        AutoCloseable source = opening.apply(out);
        boolean begun = false;
        try {
            head(response);
            response.getOutputStream().write(("retry: " + RETRY.toMillis() + "\n\n").getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
            out.begin(request.startAsync(), response);
            begun = true;
        } catch (IOException gone) {
            // The client is, before it began.
        } finally {
            if (!begun) {
                out.abandon();
                close(source);
            }
        }
    }

    private static void head(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Vary", "Accept, Authorization, " + Identity.KEY_HEADER + ", Cookie");
        // Proxies that would collect an answer before they pass it on know this one.
        response.setHeader("X-Accel-Buffering", "no");
    }

    private static void close(AutoCloseable source) {
        try {
            source.close();
        } catch (Exception e) {
            throw new IllegalStateException("a source of events cannot be closed", e);
        }
    }
}
