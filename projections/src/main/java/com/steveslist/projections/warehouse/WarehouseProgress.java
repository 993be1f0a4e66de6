package com.steveslist.projections.warehouse;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.infra.relay.EventRecords;
import com.steveslist.infra.relay.RelayProgress;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the warehouse says of itself where all consumers do. Its own truth is its files. */
final class WarehouseProgress {

    static final String CONSUMER = "export.warehouse";
    private static final String RELAY = "relay.kafka";
    private static final int CAUSE_LENGTH = 1_000;

    private final JdbcClient sql;
    private final RelayProgress relay;
    private final String topic;
    private final String consumer;
    private final String version;
    private @Nullable LogPosition last;

    /**
     * @param topic the topic's own id
     * @param consumer under which it is told: {@link #CONSUMER}, or a version beside it
     * @param version the name of the version of the warehouse that it is about; not heard unless that is the consumer's
     */
    WarehouseProgress(DataSource dataSource, String topic, String consumer, String version) {
        this.sql = JdbcClient.create(dataSource);
        this.relay = new RelayProgress(dataSource);
        this.topic = topic;
        this.consumer = consumer;
        this.version = version;
    }

    /** What was told last; null before anything was. */
    @Nullable
    LogPosition last() {
        return last;
    }

    /** How far the relay has brought the log to the topic. */
    LogPosition relayed() {
        return sql.sql("select epoch, position from consumer.progress where consumer = ?")
                .param(RELAY)
                .query((row, n) -> new LogPosition(row.getInt(1), row.getLong(2)))
                .optional()
                .orElse(LogPosition.START);
    }

    /** The log's last place. */
    LogPosition logged() {
        long position = sql.sql("select coalesce(max(position), 0) from eventstore.event").query(Long.class).single();
        return epochs().placeOf(position);
    }

    Epochs epochs() {
        return new Epochs(sql.sql("select epoch, first_position from eventstore.epoch order by epoch")
                .query((row, n) -> new Epochs.Epoch(row.getInt(1), row.getLong(2)))
                .list());
    }

    /**
     * Everything before these offsets, by partition, is in the files and the tables.
     *
     * @param crossedTo the epoch that they have crossed to: places in later ones are not told yet
     */
    void exported(long[] nextOffsets, int crossedTo) {
        relay.passed(topic, nextOffsets).map(RelayProgress.Passed::at).filter(at -> at.epoch() <= crossedTo).ifPresent(this::applied);
    }

    private void applied(LogPosition at) {
        if (last != null && last.compareTo(at) >= 0) {
            return;
        }
        sql.sql("""
                insert into consumer.progress as old (consumer, epoch, position) values (?, ?, ?)
                on conflict (consumer) do update
                set epoch = excluded.epoch, position = excluded.position, updated_at = clock_timestamp()
                where coalesce(old.copy, ?) = ?
                """)
                .params(consumer, at.epoch(), at.position(), WarehouseVersions.FIRST, version)
                .update();
        last = at;
    }

    /** A record without a readable event has no position; its offset and partition stand for it, as one number. It is parked once. */
    void park(String lane, int partition, long offset, String cause) {
        sql.sql("""
                insert into consumer.parked_event (consumer, lane, position, type, cause) values (?, ?, ?, 'unreadable', ?)
                on conflict (consumer, position) do nothing
                """)
                .params(consumer, lane, EventRecords.standIn(partition, offset),
                        cause.substring(0, Math.min(CAUSE_LENGTH, cause.length())))
                .update();
    }
}
