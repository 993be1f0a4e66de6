package com.steveslist.infra.eventstore.append;

import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.events.log.LogPosition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds out what became of a group whose answer was lost. Asks only; never sends an event again. */
final class Settlement {

    private final List<Waiting> group;

    Settlement(List<Waiting> group) {
        this.group = group;
    }

    /**
     * Fences the lost session and tells each command what the log holds of it. A command's events are in the log all or not at all, so
     * its last one stands for them.
     */
    void settle(UUID lostSession, AppendSession session, SQLException lost) throws SQLException {
        Map<String, AppendOutcome> found = new HashMap<>();
        List<NewEvent> asked = group.stream().map(waiting -> waiting.request().lastEvent()).toList();
        try (PreparedStatement statement = session.connection().prepareStatement("select * from settle(?, ?, ?, ?)")) {
            statement.setObject(1, lostSession);
            List<AppendCall.Row<NewEvent>> rows = asked.stream().map(event -> new AppendCall.Row<>(0, event)).toList();
            ArrayParameters to = new ArrayParameters(session.connection(), statement, 2);
            to.texts(rows, row -> row.value().stream());
            to.longs(rows, row -> row.value().version());
            to.texts(rows, row -> row.value().eventId());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.put(result.getString("event_id"), new AppendOutcome.Appended(
                            new LogPosition(result.getInt("epoch"), result.getLong("position")),
                            result.getObject("recorded_at", OffsetDateTime.class).toInstant()));
                }
            }
        }
        for (Waiting waiting : group) {
            AppendOutcome outcome = found.get(waiting.request().lastEvent().eventId());
            if (outcome != null) {
                waiting.complete(outcome);
            } else {
                waiting.failUnavailable(Reason.STORE_UNAVAILABLE, "the event store's connection was lost; nothing was written", lost);
            }
        }
    }

    void giveUp(Exception cause) {
        for (Waiting waiting : group) {
            waiting.failUnavailable(Reason.OUTCOME_UNKNOWN, "the event store's connection was lost and has not come back", cause);
        }
    }
}
