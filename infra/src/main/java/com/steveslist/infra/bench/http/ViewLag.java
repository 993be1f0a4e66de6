package com.steveslist.infra.bench.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far, in time, the slowest view is behind the end of the log while others write. */
final class ViewLag {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final JdbcTemplate sql;
    private volatile boolean looking;
    private volatile double mostSeconds;
    private @Nullable Thread thread;

    ViewLag(JdbcTemplate sql) {
        this.sql = sql;
    }

    void begin() {
        looking = true;
        mostSeconds = 0;
        thread = Thread.ofPlatform().name("bench-view-lag").start(this::look);
    }

    /** The most, in seconds, that was seen since {@link #begin()}. */
    double end() throws InterruptedException {
        looking = false;
        if (thread != null) {
            thread.join();
        }
        return mostSeconds;
    }

    /** Where the log ended, and when that was first seen. */
    private record End(long position, long seenNanos) {}

    private void look() {
        Deque<End> unseen = new ArrayDeque<>();
        while (looking) {
            long now = System.nanoTime();
            sql.query("""
                    select (select max(position) from eventstore.event), min(position)
                    from consumer.progress where consumer like 'view.%'""", row -> {
                long views = row.getLong(2);
                unseen.addLast(new End(row.getLong(1), now));
                while (!unseen.isEmpty() && unseen.getFirst().position() <= views) {
                    unseen.removeFirst();
                }
            });
            if (!unseen.isEmpty()) {
                mostSeconds = Math.max(mostSeconds, (System.nanoTime() - unseen.getFirst().seenNanos()) / 1e9);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
