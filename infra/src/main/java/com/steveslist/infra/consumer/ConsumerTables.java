package com.steveslist.infra.consumer;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.LogConsumer.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The consumers' places in the log: table {@code consumer.progress}. */
final class ConsumerTables {

    private final JdbcClient sql;

    ConsumerTables(DataSource dataSource) {
        this.sql = JdbcClient.create(dataSource);
    }

    /**
     * Where a consumer is.
     *
     * @param logEpoch the log's present epoch
     * @param parked whether anything of it is parked
     * @param retryAsked whether some of that is to be tried again
     * @param version changes with every change of the place's row
     */
    record Place(LogPosition at, int logEpoch, boolean parked, boolean retryAsked, String version) {}

    void register(String consumer) {
        sql.sql("insert into consumer.progress (consumer, epoch, position) values (?, 1, 0) on conflict do nothing")
                .param(consumer)
                .update();
    }

    /**
     * The consumer's place, locked until the transaction ends; empty when another node has it.
     *
     * <p>The same statement bounds how long a node that hangs or vanishes can keep the lock, and lets the commit return before it is on
     * disk: a crash of the server, or a standby that takes over, would undo rows and place together, and both are made again from the log,
     * which never forgets. Who waits for a position (read-your-writes) asks the place of the server that then answers, so it waits again
     * rather than read rows that went back.
     */
    Optional<Place> claim(String consumer) {
        return sql.sql("""
                select p.epoch, p.position, (select max(epoch) from eventstore.epoch),
                       exists (select from consumer.parked_event e where e.consumer = p.consumer),
                       exists (select from consumer.parked_event e where e.consumer = p.consumer and e.retry_asked),
                       p.xmin::text,
                       set_config('idle_in_transaction_session_timeout', '8s', true),
                       set_config('transaction_timeout', '60s', true),
                       set_config('synchronous_commit', 'off', true)
                from consumer.progress p where p.consumer = ? for update of p skip locked
                """)
                .param(consumer)
                .query((row, n) -> new Place(place(row), row.getInt(3), row.getBoolean(4), row.getBoolean(5), row.getString(6)))
                .optional();
    }

    /**
     * {@link #claim}, {@link #advance} and a change in one statement, for who knows the place already; its bounds and its commit are those
     * of a claim. Answers the place as it then is; empty, and nothing is changed, when the place's row was changed by anybody since, another
     * node has it, the log is in another epoch, or a retry is asked for.
     *
     * @param change made unless something of the consumer is parked: then nothing happens at all
     */
    Optional<Place> move(String consumer, Place from, LogPosition to, Change change) {
        return sql.sql("""
                with moved as (
                    update consumer.progress p
                    set epoch = :to_epoch, position = :to_position, updated_at = clock_timestamp(), failure = null, failing_since = null
                    where p.consumer = (
                            select consumer from consumer.progress
                            where consumer = :consumer and epoch = :epoch and position = :position and xmin::text = :version
                            for update skip locked)
                        and (select max(epoch) from eventstore.epoch) = :log_epoch
                        and not exists (select from consumer.parked_event e
                                        where e.consumer = p.consumer and (e.retry_asked or :unless_parked))
                    returning exists (select from consumer.parked_event e where e.consumer = p.consumer) as parked, p.xmin::text as version,
                              set_config('idle_in_transaction_session_timeout', '8s', true),
                              set_config('transaction_timeout', '60s', true),
                              set_config('synchronous_commit', 'off', true))%s
                select parked, version from moved
                """.formatted(parts(change)))
                .param("consumer", consumer)
                .param("epoch", from.at().epoch())
                .param("position", from.at().position())
                .param("version", from.version())
                .param("log_epoch", from.logEpoch())
                .param("to_epoch", to.epoch())
                .param("to_position", to.position())
                .param("unless_parked", change != Change.NOTHING)
                .params(change.parameters())
                .query((row, n) -> new Place(to, from.logEpoch(), row.getBoolean(1), false, row.getString(2)))
                .optional();
    }

    private static String parts(Change change) {
        StringBuilder parts = new StringBuilder();
        for (int n = 0; n < change.statements().size(); n++) {
            parts.append(", changed_").append(n).append(" as (").append(change.statements().get(n)).append(')');
        }
        return parts.toString();
    }

    /** Moves the place that the running transaction has claimed, and answers it as it then is. */
    Place advance(String consumer, Place from, LogPosition to) {
        return sql.sql("""
                update consumer.progress p
                set epoch = ?, position = ?, updated_at = clock_timestamp(), failure = null, failing_since = null
                where p.consumer = ?
                returning exists (select from consumer.parked_event e where e.consumer = p.consumer), p.xmin::text
                """)
                .params(to.epoch(), to.position(), consumer)
                .query((row, n) -> new Place(to, from.logEpoch(), row.getBoolean(1), false, row.getString(2)))
                .single();
    }

    /**
     * As {@link #advance}, for who holds no claim: the place is made when there is none, and moves forward only.
     *
     * @param copy the copy of the read model that this is about; nothing happens unless it is the one that serves
     */
    void reached(String consumer, LogPosition at, @Nullable String copy) {
        sql.sql("""
                insert into consumer.progress as old (consumer, epoch, position) values (?, ?, ?)
                on conflict (consumer) do update
                set epoch = excluded.epoch, position = excluded.position, updated_at = clock_timestamp()
                where (old.epoch, old.position) < (excluded.epoch, excluded.position) and old.copy is not distinct from ?
                """)
                .params(consumer, at.epoch(), at.position())
                .param(copy)
                .update();
    }

    /** Says why the consumer cannot go on; null when it can again. Leaves the row alone while another node works on it. */
    void failing(String consumer, @Nullable String cause) {
        sql.sql("""
                update consumer.progress
                set failure = :cause, failing_since = case when :cause::text is null then null else coalesce(failing_since, clock_timestamp()) end
                where consumer = (select consumer from consumer.progress where consumer = :consumer for update skip locked)
                """)
                .param("cause", cause)
                .param("consumer", consumer)
                .update();
    }

    /** Of every consumer that serves: those with an {@code @} in their names are versions beside one (see {@link ConsumerVersions}). */
    List<ConsumerStatus> status() {
        return sql.sql("""
                select p.epoch, p.position, p.consumer,
                       (select coalesce(max(position), 0) from eventstore.event) - p.position as lag_events,
                       (select extract(epoch from clock_timestamp() - recorded_at) * 1000
                        from eventstore.event where position = p.position + 1) as lag_millis,
                       count(e.position) as parked, min(e.parked_at) as parked_since,
                       (array_agg(e.cause order by e.position))[1] as cause, p.failure
                from consumer.progress p left join consumer.parked_event e on e.consumer = p.consumer
                where p.consumer not like '%@%'
                group by p.consumer order by p.consumer
                """)
                .query((row, n) -> new ConsumerStatus(
                        row.getString("consumer"),
                        place(row),
                        Math.max(0, row.getLong("lag_events")),
                        Math.max(0, row.getLong("lag_millis")),
                        row.getLong("parked"),
                        instant(row, "parked_since"),
                        row.getString("cause"),
                        row.getString("failure")))
                .list();
    }

    private static LogPosition place(ResultSet row) throws SQLException {
        return new LogPosition(row.getInt(1), row.getLong(2));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
