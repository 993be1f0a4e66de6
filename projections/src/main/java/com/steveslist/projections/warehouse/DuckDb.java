package com.steveslist.projections.warehouse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** A DuckDB of our own in memory, bounded to one thread and 512 MB, over the warehouse's files. */
public final class DuckDb {

    private static volatile boolean loaded;

    private DuckDb() {}

    /** Unpacks its 60 MB of machine code, once for this process, so that the first who opens one does not wait for that. */
    static void load() throws SQLException {
        if (!loaded) {
            open().close();
            loaded = true;
        }
    }

    public static Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set memory_limit = '512MB'");
            statement.execute("set threads = 1");
            statement.execute("set timezone = 'UTC'");
        }
        return connection;
    }

    /** What reads these files as one table, partition columns included. */
    static String reading(List<EventFile> files) {
        return "read_parquet(" + list(files) + ", hive_partitioning = true)";
    }

    /** Their paths as DuckDB writes a list. */
    static String list(List<EventFile> files) {
        return files.stream().map(file -> quoted(file.path())).collect(Collectors.joining(", ", "[", "]"));
    }

    public static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
