package com.steveslist.api.drill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Pauses a consumer on all nodes: holds the lock on its progress, as a node does that has it and is slow. A consumer that keeps its rows
 * elsewhere goes on there and cannot say so.
 */
final class HeldClaim implements Disturbance {
    private static final List<String> CONSUMERS = List.of("view.listing", "view.order", "view.checkout", "view.payment", "view.refund",
            "view.account", "index.listing", "relay.kafka");

    private final Map<String, String> environment;
    private final String consumer;

    /** @param environment where PostgreSQL is */
    HeldClaim(Map<String, String> environment, String consumer) {
        this.environment = environment;
        this.consumer = consumer;
    }

    /** Of everything that a read can wait for. */
    static List<Disturbance> ofAll(Map<String, String> environment) {
        return CONSUMERS.stream().<Disturbance>map(consumer -> new HeldClaim(environment, consumer)).toList();
    }

    @Override
    public void happen(Duration length) {
        try (Connection connection = DriverManager.getConnection(environment.get("STEVESLIST_POSTGRES_URL"),
                environment.get("STEVESLIST_POSTGRES_USER"), environment.get("STEVESLIST_POSTGRES_PASSWORD"));
                PreparedStatement lock =
                        connection.prepareStatement("select 1 from consumer.progress where consumer = ? for update")) {
            connection.setAutoCommit(false);
            lock.setString(1, consumer);
            lock.execute();
            LockSupport.parkNanos(length.toNanos());
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
