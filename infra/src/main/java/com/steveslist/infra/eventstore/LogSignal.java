package com.steveslist.infra.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes this node's readers when any node has appended: one connection that LISTENs, outside every transaction, and one thread. A short
 * poll stands behind it, so a notification that is lost with a connection costs milliseconds and nothing else.
 */
public final class LogSignal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogSignal.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration RECONNECT = Duration.ofMillis(250);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final LogAddress address;
    private final int pollMillis;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile long newest;
    private volatile boolean closed;

    public LogSignal(LogAddress address) {
        this(address, POLL);
    }

    LogSignal(LogAddress address, Duration poll) {
        this.address = address;
        this.pollMillis = Math.toIntExact(poll.toMillis());
        this.thread = Thread.ofPlatform().name("event-signal").daemon().start(this::run);
    }

    /** The last position that this node has heard of. */
    public long newest() {
        return newest;
    }

    /** Waits until there is an event after this position. False when the bound passed first. */
    public boolean await(long after, Duration bound) throws InterruptedException {
        long left = bound.toNanos();
        lock.lock();
        try {
            while (newest <= after && left > 0) {
                left = grown.awaitNanos(left);
            }
            return newest > after;
        } finally {
            lock.unlock();
        }
    }

    /** Calls back, on the signal's thread, whenever the log has grown. The callback must not block. */
    public void onGrowth(Runnable listener) {
        listeners.add(listener);
    }

    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (Connection connection = address.connections("steveslist-signal", CONNECT_TIMEOUT).getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (!closed) {
                    LOG.warn("no signal from the event store ({}); connecting again", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen eventstore");
        }
        heard(lastPosition(connection));
        while (!closed) {
            PGNotification[] notifications = connection.unwrap(PGConnection.class).getNotifications(pollMillis);
            if (notifications == null || notifications.length == 0) {
                heard(lastPosition(connection));
            } else {
                String latest = notifications[notifications.length - 1].getParameter();
                // May be older than what a poll has seen. Only a restored server goes back, and that the first look at it says.
                heard(Math.max(newest, Long.parseLong(latest, latest.indexOf(':') + 1, latest.length(), 10)));
            }
        }
    }

    private static long lastPosition(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select coalesce(max(position), 0) from event")) {
            result.next();
            return result.getLong(1);
        }
    }

    private void heard(long position) {
        if (position == newest) {
            return;
        }
        lock.lock();
        try {
            newest = position;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT);
        } catch (InterruptedException e) {
            // Closing: the loop looks at the flag.
        }
    }
}
