package com.steveslist.infra.drill;

import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.eventstore.append.AppendSettings;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A log of a drill's own, what reads and writes it, and beside it schema {@code drill} for what everybody was told and saw. */
final class DrillLog implements AutoCloseable {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(2);

    private final LogAddress address;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final JdbcClient sql;

    private DrillLog(LogAddress address) {
        this.address = address;
        this.sql = JdbcClient.create(pool("drill", 4));
    }

    /** A fresh one, in a database of its own on the embedded PostgreSQL. */
    static DrillLog fresh() {
        EmbeddedServers.Database database =
                EmbeddedServers.postgres().newDatabase("drill", List.of(LogAddress.SCHEMA, "consumer", "drill"));
        return new DrillLog(new LogAddress(database.url(), database.user(), database.password()));
    }

    /** One that another process has made. */
    static DrillLog at(LogAddress address) {
        return new DrillLog(address);
    }

    LogAddress address() {
        return address;
    }

    JdbcClient sql() {
        return sql;
    }

    /** How many the query counts. */
    long count(String query, Object... parameters) {
        return sql.sql(query).params(parameters).query(Long.class).single();
    }

    /** The appender of one more node. */
    Appender appender() {
        return closedAtTheEnd(new Appender(address, AppendSettings.DEFAULTS, new SimpleMeterRegistry()));
    }

    HikariDataSource pool(String name, int size) {
        return closedAtTheEnd(
                Pools.pool(name, address.url(), address.user(), address.password(), LogAddress.SCHEMA, size, STATEMENT_TIMEOUT));
    }

    <T extends AutoCloseable> T closedAtTheEnd(T part) {
        parts.addFirst(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
        parts.clear();
    }
}
