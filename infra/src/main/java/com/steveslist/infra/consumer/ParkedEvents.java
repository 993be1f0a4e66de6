package com.steveslist.infra.consumer;

import com.steveslist.events.envelope.RecordedEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What consumers could not apply, and what can be done about it, from any process: retrying is asked for here and done by the node that
 * has the consumer, within a second.
 */
public final class ParkedEvents {

    private static final int CAUSE_LENGTH = 1_000;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    public ParkedEvents(DataSource dataSource) {
        this.sql = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * @param lane what must stay in order: a stream, or an instance of a process
     * @param attempts how often it was tried; 0 when it only waits behind another
     * @param retryAsked whether it is about to be tried again
     */
    public record ParkedEvent(
            String consumer, String lane, long position, String type, String cause, int attempts, Instant parkedAt, boolean retryAsked) {}

    /** An event that somebody gave up. @param cause why it could not be applied @param reason why it was given up */
    public record DiscardedEvent(
            String consumer, String lane, long position, String type, String cause, Instant parkedAt, Instant discardedAt, String reason) {}

    /** What was ever given up, the newest first, at most {@code limit}. */
    public List<DiscardedEvent> discarded(int limit) {
        return sql.sql("""
                select consumer, lane, position, type, cause, parked_at, discarded_at, reason from consumer.discarded_event
                order by discarded_at desc, position desc limit ?
                """)
                .param(limit)
                .query((row, n) -> new DiscardedEvent(
                        row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5),
                        row.getObject(6, OffsetDateTime.class).toInstant(), row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getString(8)))
                .list();
    }

    /** In order, at most {@code limit}. @param consumer null for all */
    public List<ParkedEvent> list(@Nullable String consumer, int limit) {
        return sql.sql("""
                select consumer, lane, position, type, cause, attempts, parked_at, retry_asked from consumer.parked_event
                where consumer = :consumer or :consumer::text is null and consumer not like '%@%' order by consumer, position limit :limit
                """)
                .param("consumer", consumer)
                .param("limit", limit)
                .query((row, n) -> new ParkedEvent(
                        row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5), row.getInt(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(), row.getBoolean(8)))
                .list();
    }

    /** Asks for what is parked to be tried again, in order. @param lane null for all of them @return how many events that is */
    public int retry(String consumer, @Nullable String lane) {
        return behindTheRunningBatch(consumer, () -> sql.sql("""
                update consumer.parked_event set retry_asked = true
                where consumer = :consumer and (:lane::text is null or lane = :lane)
                """)
                .param("consumer", consumer)
                .param("lane", lane)
                .update());
    }

    /** So that what the batch parks is seen, and neither waits for rows of the other's. */
    private int behindTheRunningBatch(String consumer, Supplier<Integer> work) {
        Integer rows = transaction.execute(status -> {
            sql.sql("select from consumer.progress where consumer = ? for update").param(consumer).query().listOfRows();
            return work.get();
        });
        return rows == null ? 0 : rows;
    }

    /**
     * Gives up the first event of a lane and asks for those behind it to be tried. What was given up and why is kept.
     *
     * @return whether there was one
     * @throws IllegalArgumentException without a reason
     */
    public boolean discardFirst(String consumer, String lane, String reason) {
        boolean gone = discard(consumer, lane, reason,
                "and position = (select min(position) from consumer.parked_event where consumer = :consumer and lane = :lane)") > 0;
        retry(consumer, lane);
        return gone;
    }

    /** Gives up all that is parked in a lane. @return how many events that was */
    public int discardAll(String consumer, String lane, String reason) {
        return discard(consumer, lane, reason, "");
    }

    private int discard(String consumer, String lane, String reason, String which) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("say why the event is given up");
        }
        return behindTheRunningBatch(consumer, () -> sql.sql("""
                with gone as (delete from consumer.parked_event where consumer = :consumer and lane = :lane %s returning *)
                insert into consumer.discarded_event (consumer, lane, position, type, cause, parked_at, reason)
                select consumer, lane, position, type, cause, parked_at, :reason from gone
                on conflict (consumer, position) do update set reason = excluded.reason, discarded_at = clock_timestamp()
                """.formatted(which))
                .param("consumer", consumer)
                .param("lane", lane)
                .param("reason", reason)
                .update());
    }

    /** Every lane that is parked. */
    Set<String> lanes(String consumer) {
        return Set.copyOf(sql.sql("select distinct lane from consumer.parked_event where consumer = ?")
                .param(consumer)
                .query(String.class)
                .list());
    }

    /** Which of these lanes are parked. */
    Set<String> lanesAmong(String consumer, Collection<String> lanes) {
        return Set.copyOf(sql.sql("select distinct lane from consumer.parked_event where consumer = ? and lane = any (?)")
                .params(consumer, lanes.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Parks an event that failed, or notes that it failed again; what waits behind it is not tried before somebody asks anew. */
    void failed(String consumer, String lane, long position, String type, String cause) {
        sql.sql("""
                insert into consumer.parked_event (consumer, lane, position, type, cause) values (?, ?, ?, ?, ?)
                on conflict (consumer, position) do update set attempts = parked_event.attempts + 1, cause = excluded.cause
                """)
                .params(consumer, lane, position, type, cause.substring(0, Math.min(CAUSE_LENGTH, cause.length())))
                .update();
        sql.sql("update consumer.parked_event set retry_asked = false where consumer = ? and lane = ? and retry_asked")
                .params(consumer, lane)
                .update();
    }

    /** Parks an event of a lane that is parked; it will be tried when those before it are. */
    void waits(String consumer, String lane, RecordedEvent event) {
        sql.sql("""
                insert into consumer.parked_event (consumer, lane, position, type, cause, attempts, retry_asked)
                values (:consumer, :lane, :position, :type, 'waits behind an event of the same lane', 0,
                        exists (select from consumer.parked_event where consumer = :consumer and lane = :lane and retry_asked))
                """)
                .param("consumer", consumer)
                .param("lane", lane)
                .param("position", event.position())
                .param("type", event.envelope().type())
                .update();
    }

    List<Long> toRetry(String consumer, int limit) {
        return sql.sql("select position from consumer.parked_event where consumer = ? and retry_asked order by position limit ?")
                .params(consumer, limit)
                .query(Long.class)
                .list();
    }

    void applied(String consumer, long position) {
        sql.sql("delete from consumer.parked_event where consumer = ? and position = ?").params(consumer, position).update();
    }
}
