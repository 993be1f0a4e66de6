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
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final long MAX_PAUSE_MILLIS = 5_000;

    private final ConsumerBatch batch;
    private final LogSignal signal;
    private final Thread thread;
    private volatile boolean closed;

    ConsumerRunner(ConsumerBatch batch, LogSignal signal) {
        this.batch = batch;
        this.signal = signal;
        this.thread = Thread.ofPlatform().name(batch.consumer()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long failures = 0;
        while (!closed) {
            try {
                ConsumerBatch.Outcome outcome = batch.run();
                failures = 0;
                if (!outcome.more()) {
                    signal.await(outcome.position(), IDLE);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failures++;
                LOG.warn("{} cannot go on (try {}): {}", batch.consumer(), failures, rootMessage(e));
                if (!pause(failures)) {
                    return;
                }
            }
        }
    }

    private static boolean pause(long failures) {
        long bound = Math.min(MAX_PAUSE_MILLIS, 50L << Math.min(failures, 10));
        try {
            TimeUnit.MILLISECONDS.sleep(bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
