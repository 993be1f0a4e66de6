package com.steveslist.projections.topic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps a follower of the topic going on this node: session after session. A session works until something throws, such as a server that
 * is away; then it is closed, and after a pause that grows to 5 s the next one begins from what was durably done.
 */
public final class TopicFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final long MAX_PAUSE_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Opening opening;
    private final Consumer<@Nullable Exception> trouble;
    private @Nullable Thread thread;
    private volatile CountDownLatch stopping = new CountDownLatch(0);

    /** One whose trouble nobody is told. @param name the consumer's stable name */
    public TopicFollower(String name, Opening opening) {
        this(name, opening, _ -> {});
    }

    /** @param name the consumer's stable name @param trouble is told why it cannot go on, and null when it can */
    public TopicFollower(String name, Opening opening, Consumer<@Nullable Exception> trouble) {
        this.name = name;
        this.opening = opening;
        this.trouble = trouble;
    }

    /** Begins a session. */
    @FunctionalInterface
    public interface Opening {

        Session open() throws Exception;
    }

    /** Work on the topic, used by one thread. */
    public interface Session extends AutoCloseable {

        /** Does what there is to do, and waits a fraction of a second when there is nothing. */
        void step() throws Exception;

        @Override
        void close();
    }

    @Override
    public synchronized void start() {
        CountDownLatch untilStopped = new CountDownLatch(1);
        stopping = untilStopped;
        thread = Thread.ofPlatform().name(name).start(() -> run(untilStopped));
    }

    private void run(CountDownLatch untilStopped) {
        int failures = 0;
        while (untilStopped.getCount() > 0) {
            try (Session session = opening.open()) {
                session.step();
                trouble.accept(null);
                if (failures > 0) {
                    LOG.info("{} goes on", name);
                    failures = 0;
                }
                while (untilStopped.getCount() > 0) {
                    session.step();
                }
            } catch (InterruptedException | InterruptException e) {
                return;
            } catch (Exception e) {
                if (untilStopped.getCount() == 0) {
                    return;
                }
                failures++;
                report(failures, e);
                if (stoppedWithin(untilStopped, Math.min(MAX_PAUSE_MILLIS, 100L << Math.min(failures, 10)))) {
                    return;
                }
            }
        }
    }

    /** Once in words, the repeats only for who looks closely. */
    private void report(int failures, Exception e) {
        if (failures == 1) {
            LOG.warn("{} cannot go on now, and keeps trying: {}", name, e.toString());
        }
        LOG.debug("{} failed, try {}", name, failures, e);
        trouble.accept(e);
    }

    private static boolean stoppedWithin(CountDownLatch untilStopped, long millis) {
        try {
            return untilStopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        Thread running = thread;
        if (running != null) {
            try {
                // A step is short; a client that is interrupted in one leaves its server in doubt.
                if (!running.join(PATIENCE)) {
                    running.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
