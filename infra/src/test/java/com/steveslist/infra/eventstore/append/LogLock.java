package com.steveslist.infra.eventstore.append;

import com.steveslist.infra.eventstore.TestLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Holds the log's lock, so that calls of {@code append} are stopped in the middle and what follows gathers in the queue. */
final class LogLock implements AutoCloseable {

    private final TestLog log;
    private final Connection connection;

    LogLock(TestLog log) throws SQLException {
        this.log = log;
        this.connection = log.address().connections("lock", Duration.ofSeconds(3)).getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtextextended('eventstore.append', 0))");
        }
    }

    /** Calls of append or settle that wait for the lock. */
    int callsThatWait() {
        Integer count = log.jdbc().queryForObject(
                "select count(*) from pg_stat_activity where application_name = 'steveslist-appender' and wait_event_type = 'Lock'"
                        + " and datname = current_database()",
                Integer.class);
        return count == null ? 0 : count;
    }

    /** Ends the server's side of every appender of this log. */
    void terminateAppenders() {
        log.jdbc().queryForList("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'steveslist-appender' and datname = current_database()");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
