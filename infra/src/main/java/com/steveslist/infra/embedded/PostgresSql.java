package com.steveslist.infra.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Single statements of an operator, on an embedded server. What fails says so with the server's own words. */
final class PostgresSql {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private final PostgresServer server;

    PostgresSql(PostgresServer server) {
        this.server = server;
    }

    /** The first column of the first row of the first statement that answers with rows, as a text; null when there is no row, or no value. */
    @Nullable
    String ask(String database, String sql, String... parameters) {
        try (Connection connection = server.connect(database, LONGEST)) {
            return ask(connection, sql, parameters);
        } catch (SQLException e) {
            throw new ServerException(server.name() + ": " + e.getMessage(), e);
        }
    }

    static @Nullable String ask(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            boolean rows = statement.execute();
            while (!rows && statement.getUpdateCount() >= 0) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                return rows && result.next() ? result.getString(1) : null;
            }
        }
    }

    boolean isTrue(String sql, String... parameters) {
        return "t".equals(ask("postgres", sql, parameters));
    }

    /** Asks again and again until the answer is true. @throws ServerException naming {@code what}, when the time is over */
    void await(Duration bound, String what, String sql, String... parameters) {
        long begun = System.nanoTime();
        while (!isTrue(sql, parameters)) {
            if (System.nanoTime() - begun > bound.toNanos()) {
                throw new ServerException(what + ": not within " + bound.toSeconds() + " s, see " + server.log());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
