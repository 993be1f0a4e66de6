package com.steveslist.infra.bench;

import com.steveslist.infra.eventstore.append.NewEvent;
import com.steveslist.infra.serialization.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database itself can do: plain inserts into a table of the log's shape with the log's indexes; no checks, no order, events made before. */
final class PlainInserts {

    private static final int COLUMNS = 18;

    private final DataSource pool;
    private final AtomicLong position = new AtomicLong();
    private final NewEvent event = SampleMarket.listing().toNewEvent(new EventJson());

    PlainInserts(DataSource pool) {
        this.pool = pool;
        new JdbcTemplate(pool).execute("create table plain_event (like event including all)");
    }

    /** So many rows by one statement, which is a transaction of its own. */
    void insert(int rows) throws SQLException {
        String row = "(" + String.join(",", Collections.nCopies(COLUMNS, "?")) + ")";
        String sql = "insert into plain_event values " + String.join(",", Collections.nCopies(rows, row));
        try (Connection connection = pool.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            long first = position.getAndAdd(rows);
            for (int i = 0; i < rows; i++) {
                bind(connection, statement, i * COLUMNS, first + i + 1);
            }
            statement.executeUpdate();
        }
    }

    private void bind(Connection connection, PreparedStatement to, int at, long number) throws SQLException {
        String id = event.stream().substring(0, event.stream().length() - 12) + String.format("%012d", number);
        to.setLong(at + 1, number);
        to.setInt(at + 2, 1);
        to.setString(at + 3, id);
        to.setLong(at + 4, event.version());
        to.setString(at + 5, event.eventId());
        to.setString(at + 6, event.type());
        to.setInt(at + 7, event.typeVersion());
        to.setObject(at + 8, event.occurredAt().atOffset(ZoneOffset.UTC));
        to.setObject(at + 9, event.occurredAt().atOffset(ZoneOffset.UTC));
        to.setString(at + 10, event.owner().value());
        to.setArray(at + 11, connection.createArrayOf("text", new String[] {event.owner().value()}));
        to.setString(at + 12, "account");
        to.setString(at + 13, event.actor().id());
        to.setString(at + 14, event.requestId());
        to.setString(at + 15, event.correlationId());
        to.setString(at + 16, event.causedBy());
        to.setObject(at + 17, "{}", java.sql.Types.OTHER);
        to.setBytes(at + 18, event.payload());
    }
}
