package com.steveslist.projections.scan;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks through every row of a database, since PostgreSQL compresses long values in its files. */
final class TableScan {

    private static final int PAGE = 500;
    private static final int LONGEST_SECONDS = 600;

    private TableScan() {}

    static void run(Scan scan, String url, String user, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            String database = connection.getCatalog();
            for (String table : tables(connection)) {
                try (Statement statement = connection.createStatement()) {
                    statement.setFetchSize(PAGE);
                    statement.setQueryTimeout(LONGEST_SECONDS);
                    try (ResultSet rows = statement.executeQuery("select row_of::text from " + table + " row_of")) {
                        while (rows.next()) {
                            scan.look(database + " " + table, rows.getString(1).getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }
                scan.findings().table();
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery(
                        """
                        select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1""")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }
}
