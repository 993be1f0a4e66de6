package com.steveslist.infra.payment.stevepay;

import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** StevePay's database for a test class. */
public final class StevePayServer implements AutoCloseable {

    private final HikariDataSource dataSource;

    public StevePayServer() {
        EmbeddedServers.Database at = EmbeddedServers.postgres().newDatabase("stevepay");
        Pools.migrate(at.url(), at.user(), at.password(), "books", "classpath:db/stevepay");
        dataSource = Pools.pool("stevepay", at.url(), at.user(), at.password(), "books", 8, Duration.ofSeconds(3));
    }

    public StevePay provider(Duration hang) {
        return new StevePay(dataSource, hang);
    }

    public StevePayBooks books() {
        return new StevePayBooks(dataSource);
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
