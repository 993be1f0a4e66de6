package com.steveslist.api.drill;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Writes again and again, and remembers how long the slowest of all writes took. */
final class Prober {
    private final Trader trader;
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();

    Prober(Trader trader) {
        this.trader = trader;
    }

    Duration slowest() {
        return Duration.ofNanos(slowestNanos.get());
    }

    Run begin() {
        return new Run();
    }

    /** Goes on until it is closed. */
    final class Run implements AutoCloseable {
        private final Thread thread;
        private volatile boolean closed;

        private Run() {
            this.thread = Thread.ofVirtual().start(this::write);
        }

        private void write() {
            while (!closed) {
                long begun = System.nanoTime();
                trader.list("probe-" + number.getAndIncrement(), 1, 1_00);
                slowestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
            }
        }

        @Override
        public void close() {
            closed = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
