package com.steveslist.infra.eventstore;

import com.steveslist.infra.postgres.Pools;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Brings the log's schema to this code's version, and makes sure that its server keeps what it acknowledges. */
public final class EventStoreSchema {

    private static final List<String> DURABILITY = List.of("fsync", "full_page_writes");

    private EventStoreSchema() {}

    /** Migrates and checks. Throws {@link IllegalStateException} when the server would lose committed events in a crash. */
    public static void prepare(LogAddress address) {
        Pools.migrate(address.url(), address.user(), address.password(), LogAddress.SCHEMA, "classpath:db/eventstore");
        try (Connection connection = address.connections("steveslist-start", Duration.ofSeconds(5)).getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                requireOn(statement, setting);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot check the event store's server: " + e.getMessage(), e);
        }
    }

    private static void requireOn(Statement statement, String setting) throws SQLException {
        try (ResultSet result = statement.executeQuery("show " + setting)) {
            result.next();
            if (!"on".equals(result.getString(1))) {
                throw new IllegalStateException("PostgreSQL runs with " + setting + "=" + result.getString(1)
                        + ": a crash would lose or damage events that clients were told are kept. Set " + setting + "=on and restart it");
            }
        }
    }
}
