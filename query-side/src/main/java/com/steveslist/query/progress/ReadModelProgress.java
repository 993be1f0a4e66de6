package com.steveslist.query.progress;

import com.steveslist.events.log.LogPosition;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final JdbcTemplate sql;
    private final Map<String, Latest> latest = new ConcurrentHashMap<>();
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);

    public ReadModelProgress(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
    }

    private record Latest(LogPosition at, long readNanos) {}

    /** What a read model has applied, read now. {@link LogPosition#START} when it has applied nothing yet. */
    public LogPosition applied(String consumer) {
        LogPosition at = sql.query(
                "select epoch, position from consumer.progress where consumer = ?",
                (row, n) -> new LogPosition(row.getInt(1), row.getLong(2)),
                consumer)
                .stream()
                .findFirst()
                .orElse(LogPosition.START);
        latest.merge(consumer, new Latest(at, System.nanoTime()), (a, b) -> b.at().covers(a.at()) ? b : a);
        return at;
    }

    /**
     * Waits until a read model shows a position.
     *
     * @param stream what is to be read, or null for a list; a stream that the read model has parked is never current
     * @throws ReadModelBehindException when it does not within the bound, or cannot
     */
    public void await(String consumer, @Nullable String stream, LogPosition at, Duration bound) {
        if (!reached(consumer, at)) {
            awaitApplied(consumer, at, bound);
        }
        Set<String> parked = parked(consumer);
        if (stream == null ? !parked.isEmpty() : parked.contains(stream)) {
            throw new ReadModelBehindException("Part of what you read could not be brought up to date yet. Try again later.");
        }
    }

    private void awaitApplied(String consumer, LogPosition at, Duration bound) {
        if (!waiters.tryAcquire()) {
            throw new ReadModelBehindException("Too many readers wait for " + consumer + ". Try again in a moment.");
        }
        try {
            long giveUpAt = System.nanoTime() + bound.toNanos();
            while (!poll(consumer).covers(at)) {
                if (System.nanoTime() > giveUpAt) {
                    throw new ReadModelBehindException(
                            "What you wrote is kept but does not show here yet. Try again in a moment.");
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        } finally {
            waiters.release();
        }
    }

    private boolean reached(String consumer, LogPosition at) {
        Latest known = latest.get(consumer);
        return known != null && known.at().covers(at);
    }

    /** At most one look at the row in a few milliseconds, whoever asks. */
    private LogPosition poll(String consumer) {
        Latest known = latest.get(consumer);
        if (known != null && System.nanoTime() - known.readNanos() < POLL_NANOS) {
            return known.at();
        }
        applied(consumer);
        return Objects.requireNonNull(latest.get(consumer)).at();
    }

    private Set<String> parked(String consumer) {
        return Set.copyOf(sql.queryForList(
                "select distinct lane from consumer.parked_event where consumer = ?", String.class, consumer));
    }
}
