package com.steveslist.api.drill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * How long work stands still after an accident: until each consumer has applied all that the log holds at that moment, and until each
 * effect that somebody had begun then is done, or in other hands.
 */
final class Handover {
    private static final Duration STEP = Duration.ofMillis(20);
    private static final String EFFECTS = "effects";

    private final Connection connection;
    private final long begun = System.nanoTime();
    private final long end;
    private final Map<String, Duration> after = new TreeMap<>();

    private Handover(Connection connection) throws SQLException {
        this.connection = connection;
        this.end = endOfLog();
    }

    /**
     * Watches from now on.
     *
     * @return by consumer, how long it took; who did not make it in the time stands there with that time
     */
    static Map<String, Duration> watch(Map<String, String> environment, Duration patience) {
        try (Connection connection = DriverManager.getConnection(environment.get("STEVESLIST_POSTGRES_URL"),
                environment.get("STEVESLIST_POSTGRES_USER"), environment.get("STEVESLIST_POSTGRES_PASSWORD"))) {
            return new Handover(connection).watch(patience);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Duration> watch(Duration patience) throws SQLException {
        Map<String, String> begunBy = begunEffects();
        Map<String, Boolean> late = new TreeMap<>();
        do {
            LockSupport.parkNanos(STEP.toNanos());
            late.clear();
            readConsumers(late);
            late.put(EFFECTS,
                    begunEffects().entrySet().stream().anyMatch(effect -> effect.getValue().equals(begunBy.get(effect.getKey()))));
            Duration now = Duration.ofNanos(System.nanoTime() - begun);
            late.forEach((consumer, isLate) -> {
                if (!isLate) {
                    after.putIfAbsent(consumer, now);
                }
            });
        } while (after.size() < late.size() && System.nanoTime() - begun < patience.toNanos());
        late.keySet().forEach(consumer -> after.putIfAbsent(consumer, patience));
        return after;
    }

    private void readConsumers(Map<String, Boolean> late) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select consumer, position < ? from consumer.progress where consumer not like '%@%'")) {
            statement.setLong(1, end);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    late.put(rows.getString(1), rows.getBoolean(2));
                }
            }
        }
    }

    /** By id, the node that runs it. */
    private Map<String, String> begunEffects() throws SQLException {
        Map<String, String> begunBy = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id, worker || attempts from process.effect where done_at is null and worker is not null")) {
            while (rows.next()) {
                begunBy.put(rows.getString(1), rows.getString(2));
            }
        }
        return begunBy;
    }

    private long endOfLog() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(position), 0) from eventstore.event")) {
            row.next();
            return row.getLong(1);
        }
    }
}
