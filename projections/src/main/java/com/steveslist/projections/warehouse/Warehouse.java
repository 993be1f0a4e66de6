package com.steveslist.projections.warehouse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers questions from the warehouse's files; never touches a production database, and changes nothing. */
public final class Warehouse {

    private static final Pattern QUESTION =
            Pattern.compile("(select|with|from|describe|summarize|explain|show|values)\\b.*", Pattern.DOTALL);
    private static final int QUERY_SECONDS = 300;

    private final Path directory;

    public Warehouse(Path directory) {
        this.directory = directory;
    }

    /**
     * A table of texts; null where SQL says null.
     *
     * @param literals the columns, from 0, that hold numbers or truth values
     */
    public record Answer(List<String> columns, List<List<@Nullable String>> rows, BitSet literals) {}

    /**
     * One statement that reads: {@code events}, {@code accounts}, {@code listings}, {@code listing_labels}, {@code orders},
     * {@code order_items}, {@code payments}, {@code refunds}. Times are UTC.
     *
     * @throws IllegalArgumentException when it is not one, or DuckDB refuses it; the message says why
     */
    public Answer ask(String sql) {
        String question = sql.strip().replaceFirst(";\\s*$", "");
        if (!QUESTION.matcher(question.toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException("the warehouse answers questions only: begin with select, with, describe or summarize");
        }
        WarehouseFiles files = WarehouseVersions.serving(directory);
        if (files.eventFiles().isEmpty()) {
            throw new IllegalArgumentException("nothing has been exported to " + files.directory() + " yet");
        }
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            new WarehouseTables(files).open(connection);
            confine(statement, files);
            statement.setQueryTimeout(QUERY_SECONDS);
            try (ResultSet rows = statement.executeQuery(question)) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(inWords(e), e);
        }
    }

    /** A question sees the warehouse's folder and nothing else of this machine. */
    /** DuckDB says first that something went wrong, and then what. */
    private static String inWords(SQLException e) {
        String said = String.valueOf(e.getMessage());
        return said.substring(said.startsWith("Invalid Input Error: Attempting to execute") ? said.indexOf('\n') + 1 : 0).strip();
    }

    private static void confine(Statement statement, WarehouseFiles files) throws SQLException {
        statement.execute("set allowed_directories = [" + DuckDb.quoted(files.directory()) + "]");
        statement.execute("set enable_external_access = false");
        statement.execute("set lock_configuration = true");
    }

    private static Answer read(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i));
        }
        List<List<@Nullable String>> all = new ArrayList<>();
        BitSet literals = new BitSet();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                Object value = rows.getObject(i);
                row.add(value == null ? null : value.toString());
                if (value instanceof Number || value instanceof Boolean) {
                    literals.set(i - 1);
                }
            }
            all.add(row);
        }
        return new Answer(columns, all, literals);
    }
}
