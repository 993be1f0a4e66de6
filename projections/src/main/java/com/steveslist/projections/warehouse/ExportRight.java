package com.steveslist.projections.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The right to write the warehouse's files: a lock that ends with its connection, and a connection that the server ends when it has heard
 * nothing of it for {@link #SERVER_WAITS}. A thread of its own lets it hear something every second, however long the export works on one
 * thing. A node that was frozen finds out from its own clock that it may not go on, before it makes a file appear: it gives up sooner
 * than the server.
 */
final class ExportRight implements AutoCloseable {

    /** As PostgreSQL reads it. */
    static final String SERVER_WAITS = "7s";
    private static final Duration NODE_WAITS = Duration.ofSeconds(5);
    private static final long PING_MILLIS = 1_000;
    private static final int ANSWER_SECONDS = 3;

    private final Connection lock;
    private final Thread thread;
    private volatile long heardOfAtNanos = System.nanoTime();
    private volatile boolean closed;

    /** @param lock the connection that has just taken it */
    ExportRight(Connection lock) {
        this.lock = lock;
        this.thread = Thread.ofPlatform().name("export.warehouse-right").daemon().start(this::keep);
    }

    boolean held() {
        return System.nanoTime() - heardOfAtNanos < NODE_WAITS.toNanos();
    }

    /** @throws IllegalStateException when another node may be writing by now */
    void require() {
        if (!held()) {
            throw new IllegalStateException("this node was away for too long: another one exports");
        }
    }

    private void keep() {
        try {
            while (!closed) {
                long asked = System.nanoTime();
                if (!lock.isValid(ANSWER_SECONDS)) {
                    return;
                }
                heardOfAtNanos = asked;
                TimeUnit.MILLISECONDS.sleep(PING_MILLIS);
            }
        } catch (InterruptedException | SQLException e) {
            // Nothing is heard any more: that is how it ends.
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(ANSWER_SECONDS + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
