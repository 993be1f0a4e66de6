package com.steveslist.query.progress;

import com.steveslist.events.log.LogPosition;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How far read models have applied the log, and waiting until one has. Progress is a row that the consumer writes with its rows, so it
 * holds on every node; it is read every few milliseconds, by one waiter for all, and only while somebody waits.
 */
public final class ReadModelProgress {

    private static final int MAX_WAITERS = 2_000;
    private static final int STATEMENT_SECONDS = 5;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
    /** Progress goes back only when a read model is rewound; nobody believes older knowledge than this. */
    private static final long TRUST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final JdbcTemplate sql;
    private final Map<String, ConsumerProgress> consumers = new ConcurrentHashMap<>();
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);

    public ReadModelProgress(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
        this.sql.setQueryTimeout(STATEMENT_SECONDS);
    }

    /**
     * What a read model has applied, a few milliseconds ago at most; rows that are read afterwards show this place or a later one.
     * {@link LogPosition#START} when it has applied nothing yet.
     */
    public LogPosition applied(String consumer) {
        return consumer(consumer).snapshot(POLL_NANOS).at();
    }

    /**
     * What a read model has applied.
     *
     * @param whole whether it holds no event that it could not apply; what it holds may be applied later, behind its place
     */
    public record Applied(LogPosition at, boolean whole) {}

    /** As {@link #applied}, with what is held up. */
    public Applied progress(String consumer) {
        ConsumerProgress.Snapshot snapshot = consumer(consumer).snapshot(POLL_NANOS);
        return new Applied(snapshot.at(), snapshot.firstParked() == null);
    }

    /**
     * Waits until a read model shows a place.
     *
     * @param stream what is to be read, or null for a list
     * @throws ReadModelBehindException when it does not within the bound, or when it has parked an event at or before the place: one of
     *     the stream, or for a list any
     */
    public void await(String consumer, @Nullable String stream, LogPosition at, Duration bound) {
        ConsumerProgress progress = consumer(consumer);
        if (progress.snapshot(TRUST_NANOS).shows(at)) {
            return;
        }
        if (!progress.snapshot(POLL_NANOS).at().covers(at)) {
            awaitApplied(progress, at, bound);
        }
        if (!progress.snapshot(POLL_NANOS).shows(at) && progress.isParked(stream, at)) {
            throw new ReadModelBehindException("Part of what you read could not be brought up to date yet. Try again later.");
        }
    }

    private void awaitApplied(ConsumerProgress progress, LogPosition at, Duration bound) {
        if (!waiters.tryAcquire()) {
            throw new ReadModelBehindException("Too many readers wait for their own changes to show. Try again in a moment.");
        }
        try {
            long began = System.nanoTime();
            while (!progress.snapshot(POLL_NANOS).at().covers(at)) {
                if (System.nanoTime() - began > bound.toNanos() || Thread.currentThread().isInterrupted()) {
                    throw new ReadModelBehindException("What you wrote is kept but does not show here yet. Try again in a moment.");
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        } finally {
            waiters.release();
        }
    }

    private ConsumerProgress consumer(String consumer) {
        return consumers.computeIfAbsent(consumer, name -> new ConsumerProgress(sql, name));
    }
}
