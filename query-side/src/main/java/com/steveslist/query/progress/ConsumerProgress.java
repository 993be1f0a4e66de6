package com.steveslist.query.progress;

import com.steveslist.events.log.LogPosition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is known of one consumer's progress, read by one thread for all who ask at the same time. */
final class ConsumerProgress {

    private static final String STATEMENT = """
            select p.epoch, p.position,
                   (select min(e.position) from consumer.parked_event e where e.consumer = p.consumer and e.position > 0)
            from consumer.progress p where p.consumer = ?
            """;

    private final JdbcTemplate sql;
    private final String consumer;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Snapshot latest;

    ConsumerProgress(JdbcTemplate sql, String consumer) {
        this.sql = sql;
        this.consumer = consumer;
    }

    /**
     * Progress and what is parked, as they were together.
     *
     * @param firstParked position of the first parked event; null when there is none
     */
    record Snapshot(LogPosition at, @Nullable Long firstParked, long readNanos) {

        /** Up to here and from here on for ever, every lane shows the place: what is applied and not parked now is not parked later. */
        boolean shows(LogPosition wanted) {
            return at.covers(wanted) && (firstParked == null || firstParked > wanted.position());
        }
    }

    /** Younger than {@code maxAgeNanos}; while another thread reads, what it read before. */
    Snapshot snapshot(long maxAgeNanos) {
        Snapshot known = latest;
        if (known != null && System.nanoTime() - known.readNanos() < maxAgeNanos) {
            return known;
        }
        if (known == null) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return known;
        }
        try {
            Snapshot readMeanwhile = latest;
            if (readMeanwhile != null && readMeanwhile != known) {
                return readMeanwhile;
            }
            Snapshot read = read();
            latest = read;
            return read;
        } finally {
            reading.unlock();
        }
    }

    private Snapshot read() {
        long now = System.nanoTime();
        return sql.query(STATEMENT, (row, n) -> new Snapshot(
                new LogPosition(row.getInt(1), row.getLong(2)), row.getObject(3, Long.class), now), consumer)
                .stream()
                .findFirst()
                .orElseGet(() -> new Snapshot(LogPosition.START, null, now));
    }

    /**
     * Whether an event at or before the place is parked, of this stream or, when that is null, of any. What somebody else wrote to the
     * topic is parked under negative positions: it hides nothing of the log.
     */
    boolean isParked(@Nullable String stream, LogPosition at) {
        return Boolean.TRUE.equals(sql.queryForObject(
                "select exists (select from consumer.parked_event"
                        + " where consumer = ? and position between 1 and ? and (?::text is null or lane = ?))",
                Boolean.class, consumer, at.position(), stream, stream));
    }
}
