package com.steveslist.infra.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The pool of streaming processors: views and processes, whose rows and place in the log change in one transaction. */
@AutoConfiguration
@EnableConfigurationProperties(PostgresProperties.class)
class ProcessorPoolConfiguration {

    private static final int SIZE = 16;
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

    @Bean(defaultCandidate = false)
    HikariDataSource processorDataSource(PostgresProperties postgres) {
        return Pools.pool("processors", postgres.url(), postgres.user(), postgres.password(), null, SIZE, STATEMENT_TIMEOUT);
    }

    @Bean(defaultCandidate = false)
    PlatformTransactionManager processorTransactionManager(@Qualifier("processorDataSource") DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }
}
