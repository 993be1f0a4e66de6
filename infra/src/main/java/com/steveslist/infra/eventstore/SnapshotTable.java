package com.steveslist.infra.eventstore;

import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.jdbc.core.JdbcTemplate;

/** The newest snapshot of each stream that has one. */
final class SnapshotTable {

    private final JdbcTemplate jdbc;
    private final SnapshotForms forms;

    SnapshotTable(DataSource dataSource, SnapshotForms forms) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.forms = forms;
    }

    /** Keeps it unless a newer one is there. */
    void store(DomainEventMessage<?> snapshot) {
        jdbc.update(
                "insert into snapshot as kept (stream, version, form, taken_at, payload) values (?, ?, ?, ?::timestamptz, ?)"
                        + " on conflict (stream) do update set version = excluded.version, form = excluded.form,"
                        + " taken_at = excluded.taken_at, payload = excluded.payload where kept.version < excluded.version"
                        + " or kept.form <> excluded.form",
                snapshot.getAggregateIdentifier(),
                snapshot.getSequenceNumber(),
                snapshot.getType(),
                snapshot.getTimestamp().toString(),
                forms.write(snapshot.getType(), snapshot.getPayload()));
    }

    Optional<DomainEventMessage<?>> read(String stream) {
        return jdbc.query(
                "select version, form, taken_at, payload from snapshot where stream = ?",
                (row, n) -> new Row(row.getLong(1), row.getString(2), row.getTimestamp(3).toInstant(), row.getBytes(4)), stream)
                .stream().findFirst()
                .flatMap(row -> forms.read(row.form(), row.payload()).map(state -> message(stream, row, state)));
    }

    private static DomainEventMessage<?> message(String stream, Row row, Object state) {
        return new GenericDomainEventMessage<>(
                row.form(), stream, row.version(), state, MetaData.emptyInstance(), stream + "@" + row.version(), row.takenAt());
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(long version, String form, Instant takenAt, byte[] payload) {}
}
