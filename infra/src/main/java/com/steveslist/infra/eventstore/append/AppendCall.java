package com.steveslist.infra.eventstore.append;

import com.steveslist.command.dispatch.Bar;
import com.steveslist.command.dispatch.Claim;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.IdempotencyHash;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One call of the function {@code append}: its arrays are small tables, see {@code R__append.sql}. */
final class AppendCall {

    private static final int PARAMETERS = 33;
    private static final String SQL =
            "select * from append(" + String.join(", ", Collections.nCopies(PARAMETERS, "?")) + ")";

    private final List<AppendRequest> commands;
    private final List<Row<NewEvent>> events = new ArrayList<>();
    private final List<Row<Map.Entry<String, Long>>> expected = new ArrayList<>();
    private final List<Row<AppendRequest>> keys = new ArrayList<>();
    private final List<Row<Claim>> claims = new ArrayList<>();
    private final List<Row<Bar>> bars = new ArrayList<>();

    AppendCall(List<AppendRequest> commands) {
        this.commands = commands;
        for (int i = 0; i < commands.size(); i++) {
            int number = i + 1;
            AppendRequest command = commands.get(i);
            command.events().forEach(event -> events.add(new Row<>(number, event)));
            command.expectedVersions().entrySet().forEach(stream -> expected.add(new Row<>(number, stream)));
            command.claims().forEach(claim -> claims.add(new Row<>(number, claim)));
            command.bars().forEach(bar -> bars.add(new Row<>(number, bar)));
            if (command.key() != null) {
                keys.add(new Row<>(number, command));
            }
        }
    }

    /** Commits what wins. Answers with an outcome a command, in their order. */
    List<AppendOutcome> execute(AppendSession session) throws SQLException {
        try (PreparedStatement statement = session.connection().prepareStatement(SQL)) {
            statement.setObject(1, session.id());
            bind(new ArrayParameters(session.connection(), statement, 2));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return outcomes(result);
            }
        }
    }

    private void bind(ArrayParameters to) throws SQLException {
        to.ints(events, Row::command);
        to.texts(events, row -> row.value().stream());
        to.longs(events, row -> row.value().version());
        to.texts(events, row -> row.value().eventId());
        to.texts(events, row -> row.value().type());
        to.ints(events, row -> row.value().typeVersion());
        to.longs(events, row -> row.value().occurredAt().toEpochMilli());
        to.texts(events, row -> row.value().owner().value());
        to.texts(events, row -> row.value().parties().stream().map(AccountId::value).collect(Collectors.joining(",")));
        to.texts(events, row -> row.value().actor().kind().name().toLowerCase(Locale.ROOT));
        to.texts(events, row -> row.value().actor().id());
        to.texts(events, row -> row.value().requestId());
        to.texts(events, row -> row.value().correlationId());
        to.texts(events, row -> row.value().causedBy());
        to.texts(events, row -> MetadataText.write(row.value().metadata()));
        to.bytes(events, row -> row.value().payload());
        to.ints(expected, Row::command);
        to.texts(expected, row -> row.value().getKey());
        to.longs(expected, row -> row.value().getValue());
        to.ints(keys, Row::command);
        to.bytes(keys, row -> IdempotencyHash.of(key(row).scope(), key(row).key()));
        to.texts(keys, row -> key(row).fingerprint());
        to.texts(keys, row -> row.value().lastEvent().stream());
        to.longs(keys, row -> row.value().lastEvent().version());
        to.texts(keys, row -> key(row).resourceId());
        to.ints(claims, Row::command);
        to.texts(claims, row -> row.value().kind());
        to.texts(claims, row -> row.value().hash());
        to.texts(claims, row -> row.value().holder().value());
        to.ints(bars, Row::command);
        to.texts(bars, row -> row.value().kind());
        to.texts(bars, row -> row.value().hash());
    }

    private List<AppendOutcome> outcomes(ResultSet result) throws SQLException {
        int epoch = result.getInt("log_epoch");
        long position = result.getLong("log_end");
        Instant recordedAt = result.getObject("log_time", OffsetDateTime.class).toInstant();
        Map<Integer, String> lost = lost(result);
        List<AppendOutcome> outcomes = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            String reason = lost.get(i + 1);
            if (reason == null) {
                position += commands.get(i).events().size();
                outcomes.add(new AppendOutcome.Appended(new LogPosition(epoch, position), recordedAt));
            } else {
                outcomes.add(AppendOutcome.lostTo(reason));
            }
        }
        return outcomes;
    }

    private static Map<Integer, String> lost(ResultSet result) throws SQLException {
        Map<Integer, String> lost = new HashMap<>();
        if (result.getArray("lost_command") != null) {
            Integer[] commands = (Integer[]) result.getArray("lost_command").getArray();
            String[] reasons = (String[]) result.getArray("lost_to").getArray();
            for (int i = 0; i < commands.length; i++) {
                lost.put(commands[i], reasons[i]);
            }
        }
        return lost;
    }

    private static IdempotencyKey key(Row<AppendRequest> row) {
        IdempotencyKey key = row.value().key();
        if (key == null) {
            throw new IllegalStateException("command without a key");
        }
        return key;
    }

    /** A row of a small table: which command it belongs to, from 1. */
    record Row<T>(int command, T value) {}
}
