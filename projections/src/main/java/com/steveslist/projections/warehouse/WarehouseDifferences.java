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
            select coalesce(served.position, rebuilt.position), served.epoch, served.position, rebuilt.epoch, rebuilt.position
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
    private static final String ROWS = "select %s as id, string_agg(one::varchar, '|' order by one::varchar) as rows from %s one group by 1";
    private static final String LAST =
            "select epoch, position from %s_events where stream = '%s' or contains(data, '\"%s\"') order by epoch desc, position desc limit 1";

    private final WarehouseFiles served;
    private final WarehouseFiles rebuilt;

    WarehouseDifferences(WarehouseFiles served, WarehouseFiles rebuilt) {
        this.served = served;
        this.rebuilt = rebuilt;
    }

    /**
     * A row, or rows of one key, that differ.
     *
     * @param what the table and the key
     * @param served the last event about it, as the version that serves has it; null when that does not have the row. {@code rebuilt} likewise
     */
    public record Difference(String what, @Nullable LogPosition served, @Nullable LogPosition rebuilt) {}

    List<Difference> find() throws SQLException {
        List<Difference> found = new ArrayList<>();
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            if (served.eventFiles().isEmpty() || rebuilt.eventFiles().isEmpty()) {
                return found;
            }
            statement.execute("create view served_events as select * from " + DuckDb.reading(served.eventFiles()));
            statement.execute("create view rebuilt_events as select * from " + DuckDb.reading(rebuilt.eventFiles()));
            try (ResultSet rows = statement.executeQuery(EVENTS)) {
                while (rows.next()) {
                    found.add(new Difference("events " + rows.getLong(1), place(rows, 2), place(rows, 4)));
                }
            }
            for (String table : WarehouseTables.NAMES) {
                compare(statement, table, found);
            }
        }
        return found;
    }

    private void compare(Statement statement, String table, List<Difference> found) throws SQLException {
        if (!Files.exists(rebuilt.table(table)) || !Files.exists(served.table(table))) {
            return;
        }
        String key = key(statement, table);
        List<String[]> differing = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(TABLE.formatted(rows(key, served, table), rows(key, rebuilt, table)))) {
            while (rows.next()) {
                differing.add(new String[] {rows.getString(1), rows.getBoolean(2) ? "served" : "", rows.getBoolean(3) ? "rebuilt" : ""});
            }
        }
        for (String[] row : differing) {
            found.add(new Difference(table + " " + row[0], last(statement, row[1], row[0]), last(statement, row[2], row[0])));
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

    private static @Nullable LogPosition last(Statement statement, String version, String id) throws SQLException {
        if (version.isEmpty()) {
            return null;
        }
        String text = id.replace("'", "''");
        try (ResultSet rows = statement.executeQuery(LAST.formatted(version, text, text))) {
            return rows.next() ? new LogPosition(rows.getInt(1), rows.getLong(2)) : LogPosition.START;
        }
    }

    private static @Nullable LogPosition place(ResultSet rows, int first) throws SQLException {
        int epoch = rows.getInt(first);
        return rows.wasNull() ? null : new LogPosition(epoch, rows.getLong(first + 1));
    }
}
