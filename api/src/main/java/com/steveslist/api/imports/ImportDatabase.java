package com.steveslist.api.imports;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A small pool of their own for imports, so that nobody's signing in waits for a hundred thousand rows. */
@Configuration(proxyBeanMethods = false)
class ImportDatabase {

    private static final int CONNECTIONS = 4;
    private static final long WAIT_MILLIS = 5_000;
    private static final long IDLE_MILLIS = 60_000;

    /** @param security the same database and schema, migrated */
    @Bean(defaultCandidate = false)
    HikariDataSource importsDataSource(@Qualifier("securityDataSource") HikariDataSource security) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("imports");
        config.setJdbcUrl(security.getJdbcUrl());
        config.setUsername(security.getUsername());
        config.setPassword(security.getPassword());
        config.setSchema(security.getSchema());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.addDataSourceProperty("ApplicationName", "steveslist-imports");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.setConnectionInitSql("set statement_timeout = 20000");
        return new HikariDataSource(config);
    }

    @Bean(defaultCandidate = false)
    JdbcClient importsJdbc(@Qualifier("importsDataSource") DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean(defaultCandidate = false)
    TransactionTemplate importsTransactions(@Qualifier("importsDataSource") DataSource dataSource) {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }
}
