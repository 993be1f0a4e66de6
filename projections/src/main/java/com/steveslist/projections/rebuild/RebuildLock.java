package com.steveslist.projections.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one process at a time work on the versions of a read model. It ends with its connection, so a killed process gives it up. */
final class RebuildLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildLock.class);

    private final Connection connection;

    private RebuildLock(Connection connection) {
        this.connection = connection;
    }

    /** @throws IllegalStateException when another process has it */
    static RebuildLock take(DataSource dataSource, String name) throws SQLException {
        Connection connection = dataSource.getConnection();
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, "rebuild " + name);
            try (ResultSet got = statement.executeQuery()) {
                if (got.next() && got.getBoolean(1)) {
                    return new RebuildLock(connection);
                }
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new IllegalStateException(name + " is being rebuilt by another process");
    }

    /** Had the connection ended before, as with a failover, so had the lock; then what the rebuild did counts all the same. */
    @Override
    public void close() {
        try (connection; PreparedStatement statement = connection.prepareStatement("select pg_advisory_unlock_all()")) {
            statement.execute();
        } catch (SQLException e) {
            LOG.debug("the lock had ended before: {}", e.getMessage());
        }
    }
}
