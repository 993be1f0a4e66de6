package com.steveslist.api.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where events are written. For one thread at a time; it waits until the head was sent, and for a client that reads slowly. */
public final class EventOutput {

    private static final Logger LOG = LoggerFactory.getLogger(EventOutput.class);
    private static final Duration CONTAINER_NOTICES = Duration.ofSeconds(2);

    private final CountDownLatch headSent = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable AsyncContext open;
    private @Nullable HttpServletResponse response;
    private boolean failed;

    EventOutput() {}

    /**
     * @param id by which a client that connects again says how far it was; empty for none
     * @param data on one line
     */
    public void event(String id, String event, byte[] data) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(data.length + 200);
        message.writeBytes(((id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
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
        awaitUninterruptibly(headSent);
        lock.lock();
        try {
            if (response == null) {
                throw new IOException("the stream is closed");
            }
            response.getOutputStream().write(bytes);
            response.flushBuffer();
        } catch (IOException e) {
            failed = true;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the answer. Again changes nothing. When writing failed, the container has noticed and ends it; it uses what it knew of this
     * request for others then, so that to end it once more could end one of theirs.
     */
    public void close() {
        awaitUninterruptibly(headSent);
        if (hasFailed()) {
            awaitAtMost(over, CONTAINER_NOTICES);
        }
        lock.lock();
        try {
            if (open != null) {
                AsyncContext ended = open;
                forget();
                ended.complete();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean hasFailed() {
        lock.lock();
        try {
            return failed;
        } finally {
            lock.unlock();
        }
    }

    void begin(AsyncContext context, HttpServletResponse to) {
        context.setTimeout(0);
        context.addListener(new Over());
        lock.lock();
        try {
            open = context;
            response = to;
        } finally {
            lock.unlock();
            headSent.countDown();
        }
    }

    void abandon() {
        headSent.countDown();
    }

    private void forget() {
        open = null;
        response = null;
        over.countDown();
    }

    /** Hears from the container that the request is over, after which nothing of it may be touched. */
    private final class Over implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            lock.lock();
            try {
                forget();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            onComplete(event);
        }

        @Override
        public void onError(AsyncEvent event) {
            onComplete(event);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAtMost(CountDownLatch latch, Duration bound) {
        try {
            boolean noticed = latch.await(bound.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("the container has{} noticed that a client is gone", noticed ? "" : " not");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
