package com.steveslist.api.security;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Schema {@code security} and the bounded pool that only this module uses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityDatabase.Address.class)
class SecurityDatabase {

    private static final String SCHEMA = "security";
    private static final int CONNECTIONS = 8;
    private static final long WAIT_MILLIS = 3_000;

    /**
     * Where database {@code steveslist} is.
     *
     * @param url JDBC URL, such as {@code jdbc:postgresql://localhost:5432/steveslist}
     */
    @ConfigurationProperties("steveslist.postgres")
    record Address(String url, String user, String password) {

        @Override
        public String toString() {
            return "Address[" + url + "]";
        }
    }

    @Bean(defaultCandidate = false)
    HikariDataSource securityDataSource(Address address) {
        Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations("classpath:db/security")
                .connectRetries(10)
                .load()
                .migrate();
        HikariConfig config = new HikariConfig();
        config.setPoolName(SCHEMA);
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setSchema(SCHEMA);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.addDataSourceProperty("ApplicationName", "steveslist-security");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", "10");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.setConnectionInitSql("set statement_timeout = 5000");
        return new HikariDataSource(config);
    }

    @Bean(defaultCandidate = false)
    JdbcClient securityJdbc(@Qualifier("securityDataSource") DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    /** For the few changes that are more than one statement. */
    @Bean(defaultCandidate = false)
    TransactionTemplate securityTransactions(@Qualifier("securityDataSource") DataSource dataSource) {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }
}
