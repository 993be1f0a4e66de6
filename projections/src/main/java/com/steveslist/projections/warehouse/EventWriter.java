package com.steveslist.projections.warehouse;

import com.steveslist.events.log.LogPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes files of events, and merges small ones. */
final class EventWriter {

    private static final int MERGE_FROM = 24;
    /** Longer than the longest question may still read files that have been merged since it began. */
    private static final Duration MERGED_READ_FOR = Duration.ofMinutes(10);
    private static final String COLUMNS = """
            create or replace temp table batch (
                "partition" int, "offset" bigint, epoch int, position bigint, stream varchar, version bigint, event_id varchar,
                type varchar, type_version int, recorded_micros bigint, occurred_micros bigint, owner varchar, actor_kind varchar,
                actor_id varchar, request_id varchar, correlation_id varchar, caused_by varchar, data varchar)
            """;
    private static final String FILE = """
            copy (select "partition", "offset", epoch, position, stream, version, event_id, type, type_version,
                         make_timestamp(recorded_micros) as recorded_at, make_timestamp(occurred_micros) as occurred_at,
                         owner, actor_kind, actor_id, request_id, correlation_id, caused_by, data
                  from batch order by "offset")
            to %s (format parquet, compression zstd)
            """;

    private final WarehouseFiles files;

    EventWriter(WarehouseFiles files) {
        this.files = files;
    }

    /** Writes records of one partition, of one date and epoch, as the file from the first offset up to {@code to}. */
    void write(List<ExportedEvent> events, long to) throws SQLException {
        try (Connection connection = DuckDb.open()) {
            write(connection, events, to);
        }
    }

    /** As {@link #write(List, long)}, for many files by one {@link DuckDb}. */
    void write(Connection connection, List<ExportedEvent> events, long to) throws SQLException {
        ExportedEvent first = events.getFirst();
        try (Statement statement = connection.createStatement()) {
            statement.execute(COLUMNS);
            fill(connection, events);
            statement.execute(FILE.formatted(DuckDb.quoted(files.temporary())));
        }
        files.publish(EventFile.in(files.events(), first.date(), first.epoch(), first.partition(), first.offset(), to).path());
    }

    /** Column by column in the order of {@link #COLUMNS}. */
    private static void fill(Connection connection, List<ExportedEvent> events) throws SQLException {
        try (DuckDBAppender rows = connection.unwrap(DuckDBConnection.class).createAppender("batch")) {
            for (ExportedEvent event : events) {
                rows.beginRow();
                rows.append(event.partition()).append(event.offset()).append(event.epoch()).append(event.at().position());
                rows.append(event.text("stream")).append(event.document().path("version").longValue());
                rows.append(event.text("event_id")).append(event.text("type")).append(event.document().path("type_version").intValue());
                rows.append(event.micros("recorded_at")).append(event.micros("occurred_at")).append(event.text("owner"));
                rows.append(event.document().path("actor").path("kind").textValue());
                rows.append(event.document().path("actor").path("id").textValue());
                rows.append(event.text("request_id")).append(event.text("correlation_id")).append(event.text("caused_by"));
                rows.append(event.data());
                rows.endRow();
            }
        }
    }

    /** The last place of every partition: what a relay that starts again may send once more. */
    Map<Integer, LogPosition> lastPositions() throws SQLException {
        Map<Integer, LogPosition> last = new HashMap<>();
        List<EventFile> all = files.eventFiles();
        if (all.isEmpty()) {
            return last;
        }
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select \"partition\", epoch, max(position) from " + DuckDb.reading(all) + " group by 1, 2 order by 2")) {
            while (rows.next()) {
                last.put(rows.getInt(1), new LogPosition(rows.getInt(2), rows.getLong(3)));
            }
        }
        return last;
    }

    /** Merges the files of a partition and date that lie side by side, where there are many. */
    void compact() throws SQLException {
        files.forgetMerged(MERGED_READ_FOR);
        Map<String, List<EventFile>> groups = files.eventFiles().stream()
                .collect(Collectors.groupingBy(
                        file -> file.date() + "/" + file.epoch() + "/" + file.partition(), TreeMap::new, Collectors.toList()));
        for (List<EventFile> group : groups.values()) {
            for (List<EventFile> run : runs(group)) {
                if (run.size() >= MERGE_FROM) {
                    merge(run);
                }
            }
        }
    }

    private static List<List<EventFile>> runs(List<EventFile> group) {
        List<List<EventFile>> runs = new ArrayList<>();
        for (EventFile file : group) {
            if (runs.isEmpty() || runs.getLast().getLast().to() != file.from()) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(file);
        }
        return runs;
    }

    private void merge(List<EventFile> run) throws SQLException {
        EventFile first = run.getFirst();
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select * exclude (date) from " + DuckDb.reading(run) + " order by \"offset\") to "
                    + DuckDb.quoted(files.temporary()) + " (format parquet, compression zstd)");
        }
        files.publish(EventFile.in(files.events(), first.date(), first.epoch(), first.partition(), first.from(), run.getLast().to())
                .path());
    }
}
