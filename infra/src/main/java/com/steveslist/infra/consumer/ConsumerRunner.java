package com.steveslist.infra.consumer;

import com.steveslist.infra.eventstore.LogSignal;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that keeps one consumer going on this node: batch after batch while there is something new, else asleep until there is. */
final class ConsumerRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerRunner.class);
    /** How soon a node notices that another one, which had the consumer, is gone, or that somebody asked for a retry. */
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final long MAX_PAUSE_MILLIS = 5_000;
    /**
     * Events that are none of a consumer's gather, the longer the more of them it has passed: most consumers would else do nothing all day
     * but to pass them one by one.
     */
    private static final long FIRST_PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int MOST_DOUBLINGS = 5;

    private final ConsumerBatch batch;
    private final ConsumerTables tables;
    private final LogSignal signal;
    private final Thread thread;
    private volatile boolean closed;

    ConsumerRunner(ConsumerBatch batch, ConsumerTables tables, LogSignal signal) {
        this.batch = batch;
        this.tables = tables;
        this.signal = signal;
        this.thread = Thread.ofPlatform().name(batch.consumer()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        int failures = 0;
        int passes = 0;
        while (!closed) {
            try {
                long begun = System.nanoTime();
                ConsumerBatch.Outcome outcome = batch.run();
                if (failures > 0) {
                    failures = 0;
                    tables.failing(batch.consumer(), null);
                }
                passes = outcome.passed() ? passes + 1 : 0;
                if (!outcome.more()) {
                    signal.await(outcome.position(), IDLE);
                    TimeUnit.NANOSECONDS.sleep(begun + pace(passes) - System.nanoTime());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                failures++;
                report(e, failures);
                if (!pause(failures)) {
                    return;
                }
            }
        }
    }

    /** How long after a batch the next one begins at the soonest. */
    private long pace(int passes) {
        long forPassing = passes == 0 ? 0 : FIRST_PACE_NANOS << Math.min(passes - 1, MOST_DOUBLINGS);
        return Math.max(forPassing, batch.pace().toNanos());
    }

    /** In the log, and where {@code ./steveslist consumers} and every other node see it, unless it is the database that is away. */
    private void report(Throwable thrown, int failures) {
        String cause = Failures.text(thrown);
        LOG.error("{} cannot go on (try {}): {}", batch.consumer(), failures, cause);
        try {
            tables.failing(batch.consumer(), cause);
        } catch (RuntimeException e) {
            LOG.debug("could not be kept", e);
        }
    }

    private static boolean pause(int failures) {
        long bound = Math.min(MAX_PAUSE_MILLIS, 50L << Math.min(failures, 10));
        try {
            TimeUnit.MILLISECONDS.sleep(bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Asks it to end after the batch that it is in. */
    void stop() {
        closed = true;
        thread.interrupt();
    }

    @Override
    public void close() {
        stop();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
