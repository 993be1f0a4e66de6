package com.steveslist.infra.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Makes bounded pools, each for one use, so that no use can starve another. */
public final class Pools {

    private static final long WAIT_MILLIS = 5_000;

    private Pools() {}

    /**
     * A pool whose statements end after {@code statementTimeout} and whose sockets give up a little later. A thread that gets no
     * connection within 5 s fails.
     *
     * @param schema the first in its search path; null for the database's default
     */
    public static HikariDataSource pool(
            String name, String url, String user, String password, @Nullable String schema, int size, Duration statementTimeout) {
        return new HikariDataSource(config(name, url, user, password, schema, size, statementTimeout));
    }

    /** Likewise, for what only reads: the server refuses whatever would change something. */
    public static HikariDataSource readOnlyPool(
            String name, String url, String user, String password, @Nullable String schema, int size, Duration statementTimeout) {
        HikariConfig config = config(name, url, user, password, schema, size, statementTimeout);
        config.addDataSourceProperty("options", "-c default_transaction_read_only=on");
        return new HikariDataSource(config);
    }

    private static HikariConfig config(
            String name, String url, String user, String password, @Nullable String schema, int size, Duration statementTimeout) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(WAIT_MILLIS);
        // Servers come and go at start-up; the first use says so when one is missing.
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "steveslist-" + name);
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", String.valueOf(statementTimeout.plusSeconds(5).toSeconds()));
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.setConnectionInitSql("set statement_timeout = " + statementTimeout.toMillis()
                + "; set idle_in_transaction_session_timeout = 60000");
        if (schema != null) {
            config.setSchema(schema);
        }
        return config;
    }

    /** Brings a schema to the version of this code. Nodes that start at once wait for each other. */
    public static void migrate(String url, String user, String password, String schema, String location) {
        Flyway.configure()
                .dataSource(url, user, password)
                .schemas(schema)
                .defaultSchema(schema)
                .locations(location)
                .connectRetries(10)
                .load()
                .migrate();
    }

    /** Start-up quotes a bad value and the allowed form. */
    public static void requireUrl(String property, @Nullable String value) {
        if (value == null || !value.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    property + " is '" + value + "': give a JDBC URL such as jdbc:postgresql://localhost:5432/steveslist");
        }
    }
}
