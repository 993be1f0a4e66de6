package com.steveslist.projections.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables for analysts, each one statement over the events' files; see the SQL beside this module's resources. */
final class WarehouseTables {

    static final List<String> NAMES =
            List.of("accounts", "listings", "listing_labels", "orders", "order_items", "payments", "refunds");

    /** So much of the events, unpacked, leaves the tables enough of the memory that {@link DuckDb} may take. */
    private static final long UNPACKED_BYTES_AT_MOST = 32_000_000;
    /** More events are never so few bytes. */
    private static final long UNPACKED_AT_MOST = 1_000_000;

    private final WarehouseFiles files;

    WarehouseTables(WarehouseFiles files) {
        this.files = files;
    }

    /** Makes every table anew from the events; each appears whole. Without events there are no tables. */
    void refresh() throws SQLException {
        List<EventFile> events = files.eventFiles();
        if (events.isEmpty()) {
            return;
        }
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            statement.execute(unpacking(statement, events));
            for (String name : NAMES) {
                statement.execute("copy (" + definition(name) + ") to " + DuckDb.quoted(files.temporary())
                        + " (format parquet, compression zstd)");
                files.publish(files.table(name));
            }
        }
    }

    /** The tables read the events some fifteen times: those of a small log are unpacked once, in less than half the time. */
    private String unpacking(Statement statement, List<EventFile> events) throws SQLException {
        String reading = files.readingEvents(events);
        return fit(statement, events)
                ? "create table events as select stream, type, position, occurred_at, data from (" + reading + ")"
                : "create view events as " + reading;
    }

    private static boolean fit(Statement statement, List<EventFile> events) throws SQLException {
        if (events.stream().mapToLong(EventFile::records).sum() > UNPACKED_AT_MOST) {
            return false;
        }
        try (ResultSet bytes = statement.executeQuery(
                "select coalesce(sum(total_uncompressed_size), 0) from parquet_metadata(" + DuckDb.list(events) + ")")) {
            bytes.next();
            return bytes.getLong(1) <= UNPACKED_BYTES_AT_MOST;
        }
    }

    /** Makes {@code events} and the tables readable by their names in this connection. */
    void open(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<EventFile> events = files.eventFiles();
            if (!events.isEmpty()) {
                statement.execute("create view events as " + files.readingEvents(events));
            }
            for (String name : NAMES) {
                if (Files.exists(files.table(name))) {
                    statement.execute("create view " + name + " as select * from read_parquet(" + DuckDb.quoted(files.table(name)) + ")");
                }
            }
        }
    }

    private static String definition(String name) {
        try (InputStream sql = WarehouseTables.class.getResourceAsStream("/warehouse/" + name + ".sql")) {
            if (sql == null) {
                throw new IllegalStateException("no definition of table " + name);
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
