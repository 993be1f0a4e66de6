package com.steveslist.api.graphql;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Keeps an open connection known to be open, and ends it when its credentials no longer hold. On a virtual thread of its own. */
final class Heart implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(400);
    private static final long BEAT_NANOS = Duration.ofSeconds(15).toNanos();

    private final Thread thread;

    private Heart(Thread thread) {
        this.thread = thread;
    }

    /** What shows that the connection lives; throws when it does not. */
    interface Beat {
        void beat() throws IOException;
    }

    /** @param fallen what to do when the credentials no longer hold, or nobody is there any more */
    static Heart beat(BooleanSupplier standing, Beat beat, Runnable fallen) {
        return new Heart(Thread.ofVirtual().name("graphql-heart").start(() -> run(standing, beat, fallen)));
    }

    private static void run(BooleanSupplier standing, Beat beat, Runnable fallen) {
        long next = System.nanoTime() + BEAT_NANOS;
        try {
            while (standing.getAsBoolean()) {
                Thread.sleep(LOOK);
                if (System.nanoTime() - next >= 0) {
                    beat.beat();
                    next = System.nanoTime() + BEAT_NANOS;
                }
            }
            fallen.run();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException gone) {
            fallen.run();
        }
    }

    /** It beats no more. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
