package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Identity;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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

    private final Function<Out, AutoCloseable> opening;

    private EventStream(Function<Out, AutoCloseable> opening) {
        this.opening = opening;
    }

    /** @param opening begins to write, on another thread; what it throws becomes the answer. What it returns is closed when nobody reads */
    public static EventStream of(Function<Out, AutoCloseable> opening) {
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
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean headOnly = request.getMethod().equals("HEAD");
        Out out = new Out();
        AutoCloseable source = headOnly ? () -> {} : opening.apply(out);
        try {
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.addHeader("Vary", "Accept, Authorization, " + Identity.KEY_HEADER + ", Cookie");
            // Proxies that would collect an answer before they pass it on know this one.
            response.setHeader("X-Accel-Buffering", "no");
            if (!headOnly) {
                AsyncContext open = request.startAsync();
                open.setTimeout(0);
                response.getOutputStream().write(("retry: " + RETRY.toMillis() + "\n\n").getBytes(StandardCharsets.UTF_8));
                response.flushBuffer();
                out.begin(open, response);
            }
        } finally {
            if (!headOnly && !out.hasBegun()) {
                out.abandon();
                closeQuietly(source);
            }
        }
    }

    private static void closeQuietly(AutoCloseable source) {
        try {
            source.close();
        } catch (Exception e) {
            throw new IllegalStateException("a source of events cannot be closed", e);
        }
    }

    /** Where events are written. For one thread at a time; it waits until the head was sent, and for a client that reads slowly. */
    public static final class Out {

        private final CountDownLatch headSent = new CountDownLatch(1);
        private volatile @Nullable AsyncContext open;
        private volatile @Nullable HttpServletResponse response;

        private Out() {}

        /**
         * @param id by which a client that connects again says how far it was
         * @param data on one line
         */
        public void event(String id, String event, byte[] data) throws IOException {
            ByteArrayOutputStream message = new ByteArrayOutputStream(data.length + 200);
            message.writeBytes(("id: " + id + "\nevent: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            message.writeBytes(data);
            message.writeBytes(new byte[] {'\n', '\n'});
            write(message.toByteArray());
        }

        /** Shows that the connection lives, and moves the client's place on; no event. */
        public void place(String id) throws IOException {
            write((": still here\nid: " + id + "\n\n").getBytes(StandardCharsets.UTF_8));
        }

        /** A line for people who watch; programs pass over it. */
        public void comment(String line) throws IOException {
            write((": " + line + "\n\n").getBytes(StandardCharsets.UTF_8));
        }

        private void write(byte[] bytes) throws IOException {
            HttpServletResponse to = awaitHead();
            if (to == null) {
                throw new IOException("the stream is closed");
            }
            to.getOutputStream().write(bytes);
            to.flushBuffer();
        }

        /** Ends the answer. Again changes nothing. */
        public void close() {
            awaitHead();
            AsyncContext ended = open;
            open = null;
            response = null;
            if (ended != null) {
                try {
                    ended.complete();
                } catch (IllegalStateException alreadyEnded) {
                    // The container ended it, since the client is gone.
                }
            }
        }

        private @Nullable HttpServletResponse awaitHead() {
            boolean interrupted = false;
            while (true) {
                try {
                    headSent.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return response;
        }

        private void begin(AsyncContext context, HttpServletResponse to) {
            open = context;
            response = to;
            headSent.countDown();
        }

        private boolean hasBegun() {
            return headSent.getCount() == 0;
        }

        private void abandon() {
            headSent.countDown();
        }
    }
}
