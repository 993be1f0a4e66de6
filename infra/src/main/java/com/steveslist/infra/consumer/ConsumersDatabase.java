package com.steveslist.infra.consumer;

import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The consumers' tables of the running stack, out of the properties that {@code ./steveslist} sets. */
final class ConsumersDatabase implements AutoCloseable {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);
    private static final long RETRY_SECONDS = 10;
    private static final long POLL_MILLIS = 50;

    private final HikariDataSource dataSource;

    ConsumersDatabase() {
        this.dataSource = Pools.pool("consumers", required("steveslist.postgres.url"), required("steveslist.postgres.user"),
                System.getProperty("steveslist.postgres.password", ""), null, 2, STATEMENT_TIMEOUT);
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        return value;
    }

    List<ConsumerStatus> consumers() {
        return new ConsumerTables(dataSource).status();
    }

    ParkedEvents parked() {
        return new ParkedEvents(dataSource);
    }

    /** Index and warehouse keep what they could not apply, but do not take it up again: they are rebuilt. */
    ConsumersDatabase requireRetries(String consumer) {
        List<String> names = consumers().stream().map(ConsumerStatus::consumer).filter(ConsumersDatabase::retries).toList();
        if (!names.contains(consumer)) {
            throw new IllegalArgumentException(
                    "no consumer that retries is called " + consumer + ": use one of " + String.join(", ", names));
        }
        return this;
    }

    private static boolean retries(String consumer) {
        return consumer.startsWith("view.") || consumer.startsWith("process.");
    }

    /** Waits until a node has tried what was asked for; false when none has within 10 s. */
    boolean awaitRetries(String consumer) {
        JdbcClient sql = JdbcClient.create(dataSource);
        long began = System.nanoTime();
        while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(RETRY_SECONDS)) {
            if (sql.sql("select not exists (select from consumer.parked_event where consumer = ? and retry_asked)")
                    .param(consumer).query(Boolean.class).single()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
        return false;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
