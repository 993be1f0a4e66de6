package com.steveslist.infra.eventstore.append;

import com.steveslist.infra.eventstore.LogAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/**
 * A connection of the appender's own, in autocommit, under a name by which it can be fenced. Its settings are its own too: commits are
 * durable whatever the database's default, calls are bounded, and plans are the look-ups that a log of any size needs.
 */
final class AppendSession implements AutoCloseable {

    private final UUID id = UUID.randomUUID();
    private final Connection connection;

    AppendSession(LogAddress address, AppendSettings settings) throws SQLException {
        this.connection = dataSource(address, settings).getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('synchronous_commit', 'on', false)"
                    + " where current_setting('synchronous_commit') in ('off', 'local')");
            statement.execute("set transaction_timeout = " + settings.transactionTimeout().toMillis());
            statement.execute("set default_transaction_isolation = 'read committed'; set enable_seqscan = off; set jit = off;"
                    + " set plan_cache_mode = force_generic_plan");
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    UUID id() {
        return id;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Whether the server itself said that the statement failed, and lives on to say more: then nothing was written. Without a message of
     * the server, or when it was the last one of its process, the call may have committed before.
     */
    boolean wasRolledBack(SQLException e) {
        try {
            return e instanceof PSQLException server && server.getServerErrorMessage() != null && connection.isValid(1);
        } catch (SQLException broken) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is broken already; the fence makes its server side harmless.
        }
    }

    private static PGSimpleDataSource dataSource(LogAddress address, AppendSettings settings) {
        PGSimpleDataSource source = address.connections("steveslist-appender", settings.connectTimeout());
        source.setSocketTimeout(Math.toIntExact(settings.socketTimeout().toSeconds()));
        source.setPrepareThreshold(1);
        return source;
    }
}
