package com.steveslist.infra.bench;

import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.eventstore.EventStoreSchema;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.eventstore.append.AppendSettings;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A fresh log in a database of its own on the embedded PostgreSQL, with full durability, and what reads and writes it. */
public final class BenchLog implements AutoCloseable {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final LogAddress address;
    private final JdbcTemplate jdbc;

    public BenchLog(Report report) {
        this();
        report.version("PostgreSQL", show("server_version"));
        report.fact("durability", "fsync " + show("fsync") + ", synchronous_commit " + show("synchronous_commit") + ", full_page_writes "
                + show("full_page_writes"));
    }

    /** Of which no report tells. */
    public BenchLog() {
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase("bench");
        this.address = new LogAddress(database.url(), database.user(), database.password());
        EventStoreSchema.prepare(address);
        this.jdbc = new JdbcTemplate(pool("bench", LogAddress.SCHEMA, 4));
    }

    public LogAddress address() {
        return address;
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    /** The appender of one more node. */
    public Appender appender() {
        return closedAtTheEnd(new Appender(address, AppendSettings.DEFAULTS, new SimpleMeterRegistry()));
    }

    /** @param schema null for the database's default */
    public HikariDataSource pool(String name, @Nullable String schema, int size) {
        return closedAtTheEnd(
                Pools.pool(name, address.url(), address.user(), address.password(), schema, size, STATEMENT_TIMEOUT));
    }

    /** Makes one more schema of the product. */
    public void migrate(String schema, String location) {
        Pools.migrate(address.url(), address.user(), address.password(), schema, location);
    }

    public <T extends AutoCloseable> T closedAtTheEnd(T part) {
        parts.addFirst(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
    }

    private String show(String setting) {
        String value = jdbc.queryForObject("select current_setting(?)", String.class, setting);
        return String.valueOf(value);
    }
}
