package com.steveslist.projections.warehouse;

import com.steveslist.events.log.LogPosition;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two versions of the warehouse, row by row: the events that both have had the chance to export, and all tables. */
public final class WarehouseDifferences {

    private static final String EVENTS = """
            select coalesce(served.position, rebuilt.position), served.position is not null, rebuilt.position is not null
            from served_events served
            full join rebuilt_events rebuilt on (served.epoch, served.position) = (rebuilt.epoch, rebuilt.position)
            join (select "partition", min(last) as last
                  from (select "partition", max("offset") as last from served_events group by 1
                        union all select "partition", max("offset") from rebuilt_events group by 1) group by 1) both_read
              on both_read."partition" = coalesce(served."partition", rebuilt."partition")
             and coalesce(served."offset", rebuilt."offset") <= both_read.last
            where served::varchar is distinct from rebuilt::varchar
            order by 1
            """;
    /** Rows of one key are taken together, in one order. */
    private static final String TABLE = """
            with served as (%s), rebuilt as (%s)
            select id, served.rows is not null, rebuilt.rows is not null
            from served full join rebuilt using (id) where served.rows is distinct from rebuilt.rows order by id
            """;
    private static final String ROWS =
            "select %s as id, string_agg(one::varchar, '|' order by one::varchar) as rows from %s one group by 1";

    private final WarehouseFiles served;
    private final WarehouseFiles rebuilt;

    WarehouseDifferences(WarehouseFiles served, WarehouseFiles rebuilt) {
        this.served = served;
        this.rebuilt = rebuilt;
    }

    /** A row, or rows of one key, that differ; which of the versions have it. */
    public record Difference(String table, String key, boolean inServed, boolean inRebuilt) {}

    List<Difference> find() throws SQLException {
        List<Difference> found = new ArrayList<>();
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(EVENTS)) {
                while (rows.next()) {
                    found.add(new Difference("events", rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)));
                }
            }
            for (String table : WarehouseTables.NAMES) {
                if (Files.exists(rebuilt.table(table)) && Files.exists(served.table(table))) {
                    compare(statement, table, found);
                }
            }
        }
        return found;
    }

    private Connection open() throws SQLException {
        Connection connection = DuckDb.open();
        try (Statement statement = connection.createStatement()) {
            view(statement, "served_events", served);
            view(statement, "rebuilt_events", rebuilt);
        }
        return connection;
    }

    private static void view(Statement statement, String name, WarehouseFiles version) throws SQLException {
        List<EventFile> files = version.eventFiles();
        if (files.isEmpty()) {
            throw new SQLException("there are no events in " + version.directory());
        }
        statement.execute("create view " + name + " as " + version.readingEvents(files));
    }

    private void compare(Statement statement, String table, List<Difference> found) throws SQLException {
        String key = key(statement, table);
        try (ResultSet rows = statement.executeQuery(TABLE.formatted(rows(key, served, table), rows(key, rebuilt, table)))) {
            while (rows.next()) {
                found.add(new Difference(table, rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)));
            }
        }
    }

    /** Hears of a difference with the last event about the row in either version; null where that version does not have the row. */
    @FunctionalInterface
    public interface Located {

        void at(Difference difference, @Nullable LogPosition served, @Nullable LogPosition rebuilt);
    }

    /** Looks up the events that last touched rows. Each costs a pass over all events. */
    void locate(List<Difference> some, Located located) throws SQLException {
        if (some.isEmpty()) {
            return;
        }
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (Difference one : some) {
                located.at(one, one.inServed() ? last(statement, "served", one) : null,
                        one.inRebuilt() ? last(statement, "rebuilt", one) : null);
            }
        }
    }

    private static String rows(String key, WarehouseFiles files, String table) {
        return ROWS.formatted(key, "read_parquet(" + DuckDb.quoted(files.table(table)) + ")");
    }

    /** A table's first column. */
    private String key(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select * from read_parquet(" + DuckDb.quoted(rebuilt.table(table)) + ") limit 0")) {
            return rows.getMetaData().getColumnName(1);
        }
    }

    private static LogPosition last(Statement statement, String version, Difference difference) throws SQLException {
        String key = difference.key().replace("'", "''");
        String about = difference.table().equals("events")
                ? "position = " + key
                : "stream = '" + key + "' or contains(data, '\"" + key + "\"')";
        try (ResultSet rows = statement.executeQuery(
                "select epoch, position from " + version + "_events where " + about + " order by epoch desc, position desc limit 1")) {
            return rows.next() ? new LogPosition(rows.getInt(1), rows.getLong(2)) : LogPosition.START;
        }
    }
}
