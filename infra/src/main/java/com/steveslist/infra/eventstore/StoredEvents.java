package com.steveslist.infra.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.command.dispatch.EventPositions.StreamEnd;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.serialization.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the log's tables. Every call is one statement in autocommit, over an index. */
final class StoredEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};
    private static final int MOST_METADATA = 500;
    /** Nearly all events have one of few: the name of their command. */
    private static final Map<String, Map<String, String>> KNOWN_METADATA = new ConcurrentHashMap<>();

    static final String COLUMNS = "e.epoch, e.position, e.stream, e.version, e.event_id, e.type, e.type_version, e.recorded_at,"
            + " e.occurred_at, e.owner, e.parties, e.actor_kind, e.actor_id, e.request_id, e.correlation_id, e.caused_by,"
            + " e.metadata::text, e.payload";

    private final JdbcTemplate jdbc;

    StoredEvents(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    List<StoredEvent> after(long position, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from event e where e.position > ? order by e.position limit ?",
                (row, n) -> event(row), position, limit);
    }

    /** Only these types; each is found by its own index range, so what lies between costs nothing. */
    List<StoredEvent> after(long position, int limit, Collection<String> types) {
        return jdbc.query(
                "select " + COLUMNS + " from unnest(?::text[]) as wanted (type) cross join lateral (select * from event"
                        + " where type = wanted.type and position > ? order by position limit ?) e order by e.position limit ?",
                (row, n) -> event(row), types.toArray(String[]::new), position, limit, limit);
    }

    List<StoredEvent> ofStream(String stream, long fromVersion, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from event e where e.stream = ? and e.version >= ? order by e.version limit ?",
                (row, n) -> event(row), stream, fromVersion, limit);
    }

    LogPosition last() {
        return first("select (select max(epoch) from epoch), coalesce((select max(position) from event), 0)").orElse(LogPosition.START);
    }

    Optional<LogPosition> positionOf(String stream, long version) {
        return first("select epoch, position from event where stream = ? and version = ?", stream, version);
    }

    Optional<StreamEnd> endOf(String stream) {
        return jdbc.query(
                "select version, epoch, position from event where stream = ? order by version desc limit 1",
                (row, n) -> new StreamEnd(row.getLong(1), new LogPosition(row.getInt(2), row.getLong(3))), stream).stream().findFirst();
    }

    /** The last place that was recorded at or before the moment. */
    LogPosition positionAt(Instant moment) {
        return first(
                "select coalesce(e.epoch, 1), p.position from position_at(?::timestamptz) as p (position) left join event e"
                        + " on e.position = p.position",
                moment.toString()).orElse(LogPosition.START);
    }

    Epochs epochs() {
        return new Epochs(jdbc.query("select epoch, first_position from epoch order by epoch",
                (row, n) -> new Epochs.Epoch(row.getInt(1), row.getLong(2))));
    }

    /** Throws when a later epoch begins at or before the place: its reader has seen events that are lost. */
    void checkNotAhead(LogPosition reader) {
        Long first = jdbc.queryForObject("select min(first_position) from epoch where epoch > ?", Long.class, reader.epoch());
        if (first != null && reader.position() >= first) {
            throw new AheadOfLogException(reader, first);
        }
    }

    private Optional<LogPosition> first(String sql, Object... arguments) {
        return jdbc.query(sql, (row, n) -> new LogPosition(row.getInt(1), row.getLong(2)), arguments).stream().findFirst();
    }

    /** In the order of {@link #COLUMNS}. */
    static StoredEvent event(ResultSet row) throws SQLException {
        EventEnvelope envelope = new EventEnvelope(
                new LogPosition(row.getInt(1), row.getLong(2)),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                new AccountId(row.getString(10)),
                Arrays.stream((String[]) row.getArray(11).getArray()).map(AccountId::new).toList(),
                new Actor(kind(row.getString(12)), row.getString(13)),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                metadata(row.getString(17)));
        return new StoredEvent(envelope, row.getBytes(18));
    }

    static Actor.Kind kind(String name) {
        return Actor.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static Map<String, String> metadata(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        Map<String, String> known = KNOWN_METADATA.get(json);
        if (known != null) {
            return known;
        }
        Map<String, String> metadata = read(json);
        if (KNOWN_METADATA.size() < MOST_METADATA) {
            KNOWN_METADATA.put(json, metadata);
        }
        return metadata;
    }

    private static Map<String, String> read(String json) {
        try {
            return Map.copyOf(JSON.readValue(json, STRINGS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metadata in the log is not an object of strings", e);
        }
    }
}
