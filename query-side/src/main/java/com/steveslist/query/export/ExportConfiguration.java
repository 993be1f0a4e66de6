package com.steveslist.query.export;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;

/** Connections that exports keep while they are sent; nobody's list waits for them. */
@AutoConfiguration
class ExportConfiguration {

    /** Of one snapshot; then its transaction is ended. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int CONNECTIONS = 4;
    private static final long WAIT_MILLIS = 2_000;
    private static final long IDLE_MILLIS = 60_000;

    /** On the database that {@code queryDataSource} has migrated. */
    @Bean(defaultCandidate = false)
    @DependsOn("queryDataSource")
    HikariDataSource exportDataSource(
            @Value("${steveslist.postgres.url}") String url,
            @Value("${steveslist.postgres.user}") String user,
            @Value("${steveslist.postgres.password}") String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("exports");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.addDataSourceProperty("ApplicationName", "steveslist-exports");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", "15");
        config.setConnectionInitSql("set transaction_timeout = '" + LONGEST.toSeconds() + "s';"
                + " set idle_in_transaction_session_timeout = '30s'");
        return new HikariDataSource(config);
    }

    @Bean
    ViewSnapshots viewSnapshots(@Qualifier("exportDataSource") DataSource dataSource) {
        return new ViewSnapshots(dataSource);
    }
}
