package com.steveslist.projections.bench;

import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.consumer.Consumers;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.eventstore.LogSignal;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.projections.view.ViewDefinition;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The views of listings and orders, kept by the product's own consumers as a node with role {@code views} does. */
final class OurViews {

    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private final HikariDataSource pool;
    private final JdbcTemplate sql;
    private final EventLog log;
    private final LogSignal signal;
    private final List<ViewDefinition<?>> views = ViewDefinition.all().stream()
            .filter(view -> List.of("view.listing", "view.order").contains(view.consumer()))
            .toList();

    OurViews(BenchLog bench) {
        bench.migrate("views", "classpath:db/views");
        bench.migrate("consumer", "classpath:db/consumer");
        this.pool = bench.pool("processors", null, 8);
        this.sql = new JdbcTemplate(pool);
        this.log = new EventLog(bench.pool("event-store", LogAddress.SCHEMA, 8), new EventJson());
        this.signal = bench.closedAtTheEnd(new LogSignal(bench.address()));
    }

    List<ViewDefinition<?>> views() {
        return views;
    }

    JdbcTemplate sql() {
        return sql;
    }

    EventLog log() {
        return log;
    }

    LogSignal signal() {
        return signal;
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Begins to keep the views; stop it in the end. */
    Consumers start() {
        List<LogConsumer> projectors = views.stream().map(view -> view.projectorOf(pool, view.table())).toList();
        Consumers consumers = new Consumers(projectors, log, signal, pool, new JdbcTransactionManager(pool));
        consumers.start();
        return consumers;
    }

    /** Empties the views and builds them anew from the first event. */
    void rebuild() {
        views.forEach(view -> sql.execute("truncate " + view.table() + ", " + view.historyTable()));
        sql.execute("truncate consumer.progress");
        long end = log.last().position();
        Consumers consumers = start();
        try {
            while (consumers.status().stream().anyMatch(status -> status.at().position() < end)) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } finally {
            consumers.stop();
        }
    }
}
