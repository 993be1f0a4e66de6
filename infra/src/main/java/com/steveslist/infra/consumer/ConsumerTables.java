package com.steveslist.infra.consumer;

import com.steveslist.events.log.LogPosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The consumers' places in the log, and what they could not apply: schema {@code consumer}. */
final class ConsumerTables {

    private static final int CAUSE_LENGTH = 1_000;

    private final JdbcClient sql;

    ConsumerTables(DataSource dataSource) {
        this.sql = JdbcClient.create(dataSource);
    }

    void register(String consumer) {
        sql.sql("insert into consumer.progress (consumer, epoch, position) values (?, 1, 0) on conflict do nothing")
                .param(consumer)
                .update();
    }

    /** The consumer's place, locked until the transaction ends; empty when another node has it. */
    Optional<LogPosition> claim(String consumer) {
        return sql.sql("select epoch, position from consumer.progress where consumer = ? for update skip locked")
                .param(consumer)
                .query((row, n) -> new LogPosition(row.getInt("epoch"), row.getLong("position")))
                .optional();
    }

    /** As {@link #claim}, but waits for whoever has it. */
    LogPosition claimWaiting(String consumer) {
        return sql.sql("select epoch, position from consumer.progress where consumer = ? for update")
                .param(consumer)
                .query((row, n) -> new LogPosition(row.getInt("epoch"), row.getLong("position")))
                .single();
    }

    void advance(String consumer, LogPosition to) {
        sql.sql("update consumer.progress set epoch = ?, position = ?, updated_at = clock_timestamp() where consumer = ?")
                .params(to.epoch(), to.position(), consumer)
                .update();
    }

    /** As {@link #advance}, for who holds no claim: the place is made when there is none, and moves forward only. */
    void reached(String consumer, LogPosition at) {
        sql.sql("""
                insert into consumer.progress as old (consumer, epoch, position) values (?, ?, ?)
                on conflict (consumer) do update
                set epoch = excluded.epoch, position = excluded.position, updated_at = clock_timestamp()
                where (old.epoch, old.position) < (excluded.epoch, excluded.position)
                """)
                .params(consumer, at.epoch(), at.position())
                .update();
    }

    Set<String> parkedLanes(String consumer) {
        return Set.copyOf(sql.sql("select distinct lane from consumer.parked_event where consumer = ?")
                .param(consumer)
                .query(String.class)
                .list());
    }

    void park(String consumer, String lane, long position, String type, String cause) {
        sql.sql("""
                insert into consumer.parked_event (consumer, lane, position, type, cause)
                values (?, ?, ?, ?, ?)
                on conflict (consumer, position) do update set attempts = parked_event.attempts + 1, cause = excluded.cause
                """)
                .params(consumer, lane, position, type, cause.substring(0, Math.min(CAUSE_LENGTH, cause.length())))
                .update();
    }

    List<Long> parkedPositions(String consumer, String lane) {
        return sql.sql("select position from consumer.parked_event where consumer = ? and lane = ? order by position")
                .params(consumer, lane)
                .query(Long.class)
                .list();
    }

    void unpark(String consumer, long position) {
        sql.sql("delete from consumer.parked_event where consumer = ? and position = ?")
                .params(consumer, position)
                .update();
    }

    int discard(String consumer, String lane, String reason) {
        return sql.sql("""
                with gone as (delete from consumer.parked_event where consumer = ? and lane = ? returning *)
                insert into consumer.discarded_event (consumer, lane, position, type, cause, parked_at, reason)
                select consumer, lane, position, type, cause, parked_at, ? from gone
                """)
                .params(consumer, lane, reason)
                .update();
    }

    List<ConsumerStatus> status() {
        return sql.sql("""
                select p.consumer, p.epoch, p.position, p.updated_at,
                       (select coalesce(max(position), 0) from eventstore.event) - p.position as lag_events,
                       (select coalesce(extract(epoch from clock_timestamp() - min(recorded_at)) * 1000, 0)
                        from eventstore.event where position = p.position + 1) as lag_millis,
                       (select count(*) from consumer.parked_event e where e.consumer = p.consumer) as parked,
                       (select min(cause) from consumer.parked_event e where e.consumer = p.consumer) as cause
                from consumer.progress p order by p.consumer
                """)
                .query((row, n) -> new ConsumerStatus(
                        row.getString("consumer"),
                        new LogPosition(row.getInt("epoch"), row.getLong("position")),
                        Math.max(0, row.getLong("lag_events")),
                        (long) row.getDouble("lag_millis"),
                        row.getLong("parked"),
                        row.getString("cause")))
                .list();
    }
}
