package com.steveslist.projections.reconcile;

import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/** How every part of the running stack is reached, out of the properties that {@code ./steveslist} sets. */
final class Parts implements AutoCloseable {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);
    private static final int CONNECTIONS = 4;

    private final HikariDataSource log;
    private final HikariDataSource views;
    private final HikariDataSource books;

    Parts() {
        this.log = pool("log", "steveslist.postgres", "eventstore");
        this.views = pool("views", "steveslist.postgres", "views");
        this.books = pool("books", "steveslist.stevepay", "books");
    }

    private static HikariDataSource pool(String name, String property, String schema) {
        return Pools.pool("reconcile-" + name, required(property + ".url"), required(property + ".user"),
                System.getProperty(property + ".password", ""), schema, CONNECTIONS, STATEMENT_TIMEOUT);
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        return value;
    }

    DataSource log() {
        return log;
    }

    DataSource views() {
        return views;
    }

    DataSource books() {
        return books;
    }

    String kafka() {
        return required("steveslist.kafka");
    }

    String elasticsearch() {
        return required("steveslist.elasticsearch");
    }

    Path warehouse() {
        return Path.of(required("steveslist.warehouse"));
    }

    String api() {
        return required("steveslist.base-url");
    }

    @Override
    public void close() {
        log.close();
        views.close();
        books.close();
    }
}
