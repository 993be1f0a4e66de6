package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.Server;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.ServerProcess;
import com.steveslist.infra.embedded.stack.PartState.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one server running: starts it, and starts it again when it dies, at most five times a minute.
 *
 * <p>Starts and stops exclude each other by the monitor; a death is handled by a thread of its own that takes the monitor too.
 */
final class Part {
    private static final int RESTARTS_A_MINUTE = 5;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    /** What has not come up yet has nothing to finish. */
    private static final Duration START_STOP_PATIENCE = Duration.ofSeconds(5);
    private static final Executor THREADS = task -> Thread.ofVirtual().name("part").start(task);

    private final Server server;
    private final Report report;
    private final Deque<Instant> recentRestarts = new ArrayDeque<>();
    private volatile PartState state;
    private volatile @Nullable ServerProcess process;
    private volatile boolean wanted;

    Part(Server server, PartState state, Report report) {
        this.server = server;
        this.state = state;
        this.report = report;
    }

    Server server() {
        return server;
    }

    PartState state() {
        return state;
    }

    /**
     * Starts it and waits until it answers; does nothing when it runs.
     *
     * @return whether there was something to do
     * @throws ServerException when it does not come up; it is then {@link Status#FAILED}
     */
    synchronized boolean start() {
        if (process != null) {
            return false;
        }
        wanted = true;
        recentRestarts.clear();
        launch();
        return true;
    }

    /** Stops it in order, also in the middle of a start, and waits until it and all that it started are gone. */
    boolean stop() {
        wanted = false;
        // Before the monitor is taken: whoever starts it holds the monitor until it answers or ends.
        ServerProcess running = process;
        if (running != null) {
            running.stop(state.status() == Status.RUNNING ? STOP_PATIENCE : START_STOP_PATIENCE);
        }
        synchronized (this) {
            process = null;
            enter(Status.STOPPED, null);
        }
        return running != null;
    }

    /** Ends it without a goodbye, wherever it is in its life; it stays down. */
    void kill() {
        wanted = false;
        ServerProcess running = process;
        if (running != null) {
            running.kill();
            running.onExit().join();
        }
        synchronized (this) {
            if (running != null) {
                running.endChildren();
            }
            process = null;
            enter(Status.STOPPED, null);
        }
    }

    private void launch() {
        try {
            ServerProcess started = server.launch();
            process = started;
            enter(Status.STARTING, started.pid());
            if (!wanted) {
                throw new ServerException(server.name() + " was stopped while it started");
            }
            started.awaitReady(server);
            enter(Status.RUNNING, started.pid());
            started.onExit().thenAcceptAsync(this::died, THREADS);
        } catch (IOException e) {
            failed();
            throw new ServerException(server.name() + " cannot start: " + e.getMessage(), e);
        } catch (ServerException e) {
            failed();
            throw e;
        }
    }

    private void failed() {
        ServerProcess broken = process;
        process = null;
        if (broken != null) {
            broken.kill();
        }
        enter(Status.FAILED, null);
    }

    private synchronized void died(ServerProcess dead) {
        if (!wanted || process != dead) {
            return;
        }
        process = null;
        dead.endChildren();
        enter(Status.STARTING, null);
        startAgain(server.name() + " " + dead.ending(), dead.lastWords());
    }

    private synchronized void startAgain(String what, String why) {
        if (!wanted || process != null) {
            return;
        }
        Instant now = Instant.now();
        recentRestarts.removeIf(restart -> restart.isBefore(now.minusSeconds(60)));
        if (recentRestarts.size() >= RESTARTS_A_MINUTE) {
            enter(Status.FAILED, null);
            report.say(what + " for the " + (RESTARTS_A_MINUTE + 1) + "th time within a minute and stays down: " + why);
            report.say("the other parts go on; when it is mended: ./steveslist start " + server.name());
            return;
        }
        recentRestarts.add(now);
        state = state.restarted();
        report.say(what + ", starting it again (" + recentRestarts.size() + " of " + RESTARTS_A_MINUTE + " in a minute)");
        long begun = System.nanoTime();
        try {
            launch();
            report.ready(server, Duration.ofNanos(System.nanoTime() - begun));
        } catch (ServerException e) {
            String message = String.valueOf(e.getMessage());
            CompletableFuture.delayedExecutor(recentRestarts.size(), TimeUnit.SECONDS, THREADS)
                    .execute(() -> startAgain(message, "see " + state.log()));
        }
    }

    private void enter(Status status, @Nullable Long pid) {
        state = state.as(status, pid);
        report.changed();
    }

    /** What the supervisor wants to hear. */
    interface Report {
        void say(String line);

        void ready(Server server, Duration after);

        void changed();
    }
}
