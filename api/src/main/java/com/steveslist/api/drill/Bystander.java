package com.steveslist.api.drill;

import com.steveslist.api.client.UnexpectedAnswerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Somebody who lists one thing after the other, and notes how long each takes. */
final class Bystander {
    /** Slow enough for any limit of requests. */
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(120);

    private final Trader trader;
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private volatile @Nullable Thread thread;
    private int number;

    Bystander(Trader trader) {
        this.trader = trader;
    }

    /** In milliseconds. */
    record Percentiles(double p50, double p99) {

        static Percentiles of(List<Long> nanos) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return sorted.isEmpty()
                    ? new Percentiles(0, 0)
                    : new Percentiles(sorted.get(sorted.size() / 2) / 1e6, sorted.get((int) (sorted.size() * 0.99)) / 1e6);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "p50 %.1f ms p99 %.1f ms", p50, p99);
        }
    }

    /** Lists so many things. */
    void call(int times) {
        for (int i = 0; i < times; i++) {
            call();
        }
    }

    /** Goes on in the background until {@link #end}. */
    void begin() {
        thread = Thread.ofVirtual().name("bystander").start(() -> {
            while (thread != null) {
                call();
            }
        });
    }

    void end() {
        Thread running = thread;
        thread = null;
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call() {
        long began = System.nanoTime();
        try {
            trader.list("Thing " + number++, 1, 100);
            nanos.add(System.nanoTime() - began);
        } catch (UnexpectedAnswerException away) {
            // the application was killed
        }
        LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
    }

    /** How long calls took since this was asked last. */
    Percentiles took() {
        List<Long> all = List.copyOf(nanos);
        nanos.clear();
        return Percentiles.of(all);
    }
}
