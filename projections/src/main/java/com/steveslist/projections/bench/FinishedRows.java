package com.steveslist.projections.bench;

import com.steveslist.projections.view.ViewDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;

/** The views' rows and their history as they are in the end, copied into tables of the same columns and indexes: nothing can fill them faster. */
final class FinishedRows {

    private static final String COLUMNS = " (id, body, epoch, position, since) ";
    private static final String HISTORY_COLUMNS = " (id, body, epoch, position, since, to_position, ended) ";

    private final DataSource pool;
    private final Map<String, byte[]> rowsByTable = new LinkedHashMap<>();

    FinishedRows(DataSource pool, List<ViewDefinition<?>> views) throws SQLException, IOException {
        this.pool = pool;
        JdbcTemplate sql = new JdbcTemplate(pool);
        sql.execute("create schema copied");
        try (Connection connection = pool.getConnection()) {
            for (ViewDefinition<?> view : views) {
                keep(connection, sql, view.table(), COLUMNS);
                keep(connection, sql, view.historyTable(), HISTORY_COLUMNS);
            }
        }
    }

    private void keep(Connection connection, JdbcTemplate sql, String table, String columns) throws SQLException, IOException {
        String copy = table.replace("views.", "copied.");
        sql.execute("create table " + copy + " (like " + table + " including all)");
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + columns + "to stdout", rows);
        rowsByTable.put(copy + columns, rows.toByteArray());
    }

    void copy() throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            for (Map.Entry<String, byte[]> rows : rowsByTable.entrySet()) {
                new JdbcTemplate(pool).execute("truncate " + rows.getKey().substring(0, rows.getKey().indexOf(' ')));
                connection.unwrap(PGConnection.class).getCopyAPI()
                        .copyIn("copy " + rows.getKey() + "from stdin", new ByteArrayInputStream(rows.getValue()));
            }
        }
    }
}
