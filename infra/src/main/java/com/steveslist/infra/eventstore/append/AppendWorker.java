package com.steveslist.infra.eventstore.append;

import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.infra.eventstore.LogAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, and the thread that takes groups and commits them over it until it is told to stop and nothing waits any more. When
 * nothing waits, a command's own thread may have the connection instead. When very much waits, the worker wakes a helper, which prepares
 * and sends a group while the first one is flushed; with less, the first one's groups would only become smaller.
 */
final class AppendWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AppendWorker.class);
    private static final long IDLE_MILLIS = 200;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);

    private final Groups groups;
    private final LogAddress address;
    private final AppendSettings settings;
    private final AppendMetrics metrics;
    private final BooleanSupplier closed;
    private final ReentrantLock connection = new ReentrantLock();

    private final @Nullable AppendWorker helper;
    private volatile @Nullable Thread asleep;
    private @Nullable AppendSession session;

    AppendWorker(
            Groups groups,
            LogAddress address,
            AppendSettings settings,
            AppendMetrics metrics,
            BooleanSupplier closed,
            @Nullable AppendWorker helper) {
        this.groups = groups;
        this.address = address;
        this.settings = settings;
        this.metrics = metrics;
        this.closed = closed;
        this.helper = helper;
    }

    /** Takes whatever waits. */
    @Override
    public void run() {
        work(() -> groups.await(IDLE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Takes a group only when there is more than the others take. */
    void help() {
        work(() -> {
            asleep = Thread.currentThread();
            if (!groups.hasLeft() && !groups.overflow()) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
            asleep = null;
            return groups.hasLeft() || groups.overflow();
        });
    }

    private interface Wish {
        boolean hasWork() throws InterruptedException;
    }

    private void work(Wish wish) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (wish.hasWork()) {
                    // What comes while another has the connection joins the group.
                    locked(() -> commit(next()));
                } else if (closed.getAsBoolean()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            locked(this::discardSession);
            for (Waiting left = groups.pollAny(); left != null; left = groups.pollAny()) {
                left.failUnavailable(Reason.STORE_UNAVAILABLE, "the event store is shutting down", new IllegalStateException("stopped"));
            }
        }
    }

    /**
     * Commits a command in its own thread if the connection is free. A command that comes alone is so spared the way to another thread and
     * back, a third of its latency; one that does not come alone is better off in a group.
     */
    boolean commitAlone(Waiting waiting) {
        if (connection.hasQueuedThreads() || !connection.tryLock()) {
            return false;
        }
        try {
            if (closed.getAsBoolean()) {
                return false;
            }
            commit(List.of(waiting));
            return true;
        } finally {
            connection.unlock();
        }
    }

    private List<Waiting> next() {
        List<Waiting> group = groups.next();
        if (helper != null && groups.overflow()) {
            LockSupport.unpark(helper.asleep);
        }
        return group;
    }

    private void locked(Runnable work) {
        connection.lock();
        try {
            work.run();
        } finally {
            connection.unlock();
        }
    }

    private void commit(List<Waiting> group) {
        List<Waiting> fresh = group.stream().filter(this::isFresh).toList();
        if (fresh.isEmpty()) {
            return;
        }
        try {
            send(fresh);
        } catch (RuntimeException | Error e) {
            // A fault of ours. The connection's state is unknown, so it goes; the fence is not needed, as no call is under way.
            LOG.error("append failed", e);
            discardSession();
            fresh.forEach(waiting -> waiting.fail(new IllegalStateException("append failed", e)));
        }
    }

    private boolean isFresh(Waiting waiting) {
        if (waiting.longerThan(settings.queueTimeout())) {
            waiting.failUnavailable(Reason.OVERLOADED, "waited too long for the event store", new IllegalStateException("queue time-out"));
            return false;
        }
        return true;
    }

    private void send(List<Waiting> group) {
        AppendSession open;
        try {
            open = session();
        } catch (SQLException e) {
            LOG.warn("no connection to the event store: {}", e.getMessage());
            group.forEach(waiting -> waiting.failUnavailable(Reason.STORE_UNAVAILABLE, "the event store cannot be reached", e));
            return;
        }
        AppendCall call = new AppendCall(group.stream().map(Waiting::request).toList());
        long start = System.nanoTime();
        try {
            List<AppendOutcome> outcomes = call.execute(open);
            metrics.called(group.size(), outcomes, System.nanoTime() - start);
            for (int i = 0; i < outcomes.size(); i++) {
                group.get(i).complete(outcomes.get(i));
            }
        } catch (SQLException e) {
            if (open.wasRolledBack(e)) {
                rolledBack(group, e);
            } else {
                LOG.warn("lost the event store's connection with {} commands under way: {}", group.size(), e.getMessage());
                discardSession();
                settle(group, open.id(), e);
            }
        }
    }

    /** The server refused the whole group. Nothing was written, so each is sent by itself: who is to blame fails alone. */
    private void rolledBack(List<Waiting> group, SQLException e) {
        metrics.rolledBack();
        if (group.size() > 1) {
            LOG.warn("the event store refused {} commands at once ({}); sending each alone", group.size(), e.getMessage());
            group.stream().filter(this::isFresh).forEach(waiting -> send(List.of(waiting)));
        } else if (isFaultOfTheData(e)) {
            LOG.error("a command's events cannot be stored: {}", e.getMessage());
            group.getFirst().fail(new IllegalArgumentException("these events cannot be stored", e));
        } else {
            LOG.warn("the event store refused a command: {}", e.getMessage());
            group.getFirst().failUnavailable(Reason.STORE_UNAVAILABLE, "the event store refused to write", e);
        }
    }

    /** Data exceptions and violated constraints: trying again would change nothing. */
    private static boolean isFaultOfTheData(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    private void settle(List<Waiting> group, UUID lostSession, SQLException lost) {
        Settlement settlement = new Settlement(group);
        long deadline = System.nanoTime() + settings.settleTimeout().toNanos();
        Exception last = lost;
        while (System.nanoTime() < deadline) {
            try {
                settlement.settle(lostSession, session(), lost);
                metrics.settled(group.size());
                return;
            } catch (SQLException e) {
                last = e;
                discardSession();
                if (!pause()) {
                    break;
                }
            }
        }
        LOG.error("could not find out what became of {} commands", group.size(), last);
        metrics.unsettled(group.size());
        settlement.giveUp(last);
    }

    /** Between two tries to reach a server that is away. */
    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private AppendSession session() throws SQLException {
        AppendSession open = session;
        if (open == null) {
            open = new AppendSession(address, settings);
            session = open;
        }
        return open;
    }

    private void discardSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
