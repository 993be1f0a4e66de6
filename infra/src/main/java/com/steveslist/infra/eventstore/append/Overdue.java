package com.steveslist.infra.eventstore.append;

import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sees to it that no command waits for ever, should the appender's own bounds ever fail: one look a second at all that wait, in place of a
 * time-out for each.
 */
final class Overdue implements AutoCloseable {

    private static final long LOOK_MILLIS = 1_000;

    private final Duration longestWait;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Thread watch;

    private Overdue(Duration longestWait) {
        this.longestWait = longestWait;
        this.watch = Thread.ofPlatform().name("event-appender-overdue").daemon().unstarted(this::run);
    }

    static Overdue watch(Duration longestWait) {
        Overdue overdue = new Overdue(longestWait);
        overdue.watch.start();
        return overdue;
    }

    AppendOutcome await(Waiting command) {
        if (command.isDone()) {
            return command.await();
        }
        waiting.add(command);
        try {
            return command.await();
        } finally {
            waiting.remove(command);
        }
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                for (Waiting command : waiting) {
                    if (command.longerThan(longestWait)) {
                        command.failUnavailable(
                                Reason.OUTCOME_UNKNOWN, "the event store did not answer in time", new TimeoutException());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once nothing waits any more. */
    @Override
    public void close() {
        watch.interrupt();
    }
}
