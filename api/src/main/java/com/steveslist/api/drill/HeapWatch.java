package com.steveslist.api.drill;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.client.UnexpectedAnswerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Watches what the application's heap holds, as its metrics tell. */
final class HeapWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final double MIB = 1024 * 1024;

    private final SteveslistClient client;
    private final Thread watcher;
    private volatile boolean done;
    private volatile double used;
    private volatile double live;

    private HeapWatch(SteveslistClient client) {
        this.client = client;
        this.watcher = Thread.ofVirtual().name("heap-watch").start(this::watch);
    }

    static HeapWatch start(SteveslistClient client) {
        return new HeapWatch(client);
    }

    private void watch() {
        while (!done) {
            try {
                look();
            } catch (UnexpectedAnswerException | IOException away) {
                // it is being killed, or starts again
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private void look() throws IOException {
        double usedNow = 0;
        double liveNow = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(client.download("/metrics", WITHIN).body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\"")) {
                    usedNow += value(line);
                } else if (line.startsWith("jvm_gc_live_data_size_bytes")) {
                    liveNow += value(line);
                }
            }
        }
        used = Math.max(used, usedNow / MIB);
        live = Math.max(live, liveNow / MIB);
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    /** The most that was in use at once, garbage included. */
    double usedMib() {
        return used;
    }

    /** The most that was left after a full collection. */
    double liveMib() {
        return live;
    }

    @Override
    public void close() {
        done = true;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
