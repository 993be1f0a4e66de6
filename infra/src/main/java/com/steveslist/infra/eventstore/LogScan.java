package com.steveslist.infra.eventstore;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.serialization.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads long stretches of the log. {@code COPY} in its binary form costs the server a fifth less than a select and the client half, since
 * a row comes as one piece; it has to be planned each time, so it is nothing for short pages.
 */
final class LogScan {

    private final JdbcTemplate jdbc;

    LogScan(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** The events after a position up to another one, in order. */
    List<StoredEvent> between(long after, long last) {
        String copy = "copy (select " + StoredEvents.COLUMNS + " from event e where e.position > " + after
                + " and e.position <= " + last + " order by e.position) to stdout (format binary)";
        return jdbc.execute((ConnectionCallback<List<StoredEvent>>) connection -> read(connection, copy));
    }

    private static List<StoredEvent> read(Connection connection, String copy) throws SQLException {
        CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
        try {
            List<StoredEvent> events = new ArrayList<>();
            BinaryRow row = new BinaryRow();
            for (byte[] bytes = rows.readFromCopy(); bytes != null; bytes = rows.readFromCopy()) {
                if (row.begin(bytes)) {
                    events.add(event(row));
                }
            }
            return events;
        } finally {
            if (rows.isActive()) {
                rows.cancelCopy();
            }
        }
    }

    /** In the order of {@link StoredEvents#COLUMNS}. */
    private static StoredEvent event(BinaryRow row) {
        int epoch = row.int4();
        EventEnvelope envelope = new EventEnvelope(
                new LogPosition(epoch, row.int8()),
                row.text(),
                row.int8(),
                row.text(),
                row.text(),
                row.int4(),
                row.timestamp(),
                row.timestamp(),
                new AccountId(row.text()),
                row.texts(AccountId::new),
                new Actor(StoredEvents.kind(row.text()), row.text()),
                row.optionalText(),
                row.optionalText(),
                row.optionalText(),
                StoredEvents.metadata(row.text()));
        return new StoredEvent(envelope, row.bytes());
    }
}
