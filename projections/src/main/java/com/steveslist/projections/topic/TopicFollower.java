package com.steveslist.projections.topic;

import com.steveslist.infra.consumer.ConsumerLedger;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps a follower of the topic going on this node: session after session. A session works until something throws, such as a server that
 * is away; then it is closed, and after a pause that grows to 5 s the next one begins from what was durably done.
 */
public final class TopicFollower implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Opening opening;
    private final Trouble trouble;
    private @Nullable Thread thread;
    private volatile CountDownLatch stopping = new CountDownLatch(0);

    /** @param name the consumer's stable name @param ledger is told why it cannot go on */
    public TopicFollower(String name, Opening opening, ConsumerLedger ledger) {
        this.name = name;
        this.opening = opening;
        this.trouble = new Trouble(name, ledger);
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

        /** Whether work has come to this session since it was asked last, maybe from one that said of its trouble and is gone. */
        boolean tookOver();

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
        while (untilStopped.getCount() > 0) {
            try (Session session = opening.open()) {
                trouble.begins();
                while (untilStopped.getCount() > 0) {
                    session.step();
                    if (session.tookOver()) {
                        trouble.begins();
                    }
                    trouble.goesOn();
                }
            } catch (InterruptedException | InterruptException e) {
                return;
            } catch (Exception e) {
                if (untilStopped.getCount() == 0 || stoppedWithin(untilStopped, trouble.failed(e))) {
                    return;
                }
            }
        }
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
