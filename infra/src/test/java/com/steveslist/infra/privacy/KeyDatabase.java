package com.steveslist.infra.privacy;

import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** A database of keys of a test's own. */
final class KeyDatabase implements AutoCloseable {

    private final HikariDataSource dataSource;

    KeyDatabase() {
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase("keys");
        Pools.migrate(database.url(), database.user(), database.password(), "keys", "classpath:db/keys");
        dataSource = Pools.pool("keys", database.url(), database.user(), database.password(), "keys", 8, Duration.ofSeconds(5));
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    KeyTable table() {
        return new KeyTable(dataSource);
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
