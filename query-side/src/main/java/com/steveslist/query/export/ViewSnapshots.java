package com.steveslist.query.export;

import com.steveslist.events.log.LogPosition;
import com.steveslist.query.progress.ReadModelBehindException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Opens snapshots: a transaction that sees a view and its place in the log as they were at one moment. It holds up nobody but a rebuild's
 * swap and vacuum, and those for {@link ExportConfiguration#LONGEST} at most.
 */
public final class ViewSnapshots {

    private static final String PLACE = """
            select p.epoch, p.position, exists (select from consumer.parked_event e where e.consumer = p.consumer and e.position > 0)
            from consumer.progress p where p.consumer = ?
            """;

    private static final SQLExceptionSubclassTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

    private final DataSource dataSource;

    /** @param dataSource a bounded pool; a snapshot keeps a connection while it is read */
    ViewSnapshots(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is done with a snapshot. */
    @FunctionalInterface
    public interface Work {

        void with(Snapshot snapshot) throws IOException;
    }

    /**
     * Reads a view as it is now; returns the place that it shows.
     *
     * @param consumer that writes the view, and {@code table}, where it does
     * @throws ReadModelBehindException when it has parked events, so that its rows do not show one place
     */
    public LogPosition read(String consumer, String table, Work work) throws IOException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                lock(connection, table);
                LogPosition at = place(connection, consumer);
                work.with(new Snapshot(new SingleConnectionDataSource(connection, true), at));
                return at;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw TRANSLATOR.translate("snapshot", null, e);
        }
    }

    /** Before the transaction has its snapshot, so that no rebuilt version takes the table's place between the two statements. */
    private static void lock(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + table + " in access share mode");
        }
    }

    private static LogPosition place(Connection connection, String consumer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PLACE)) {
            statement.setString(1, consumer);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return LogPosition.START;
                }
                if (row.getBoolean(3)) {
                    throw new ReadModelBehindException("Part of what you export could not be brought up to date yet. Try again later.");
                }
                return new LogPosition(row.getInt(1), row.getLong(2));
            }
        }
    }
}
