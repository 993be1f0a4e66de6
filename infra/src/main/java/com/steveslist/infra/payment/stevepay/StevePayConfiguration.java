package com.steveslist.infra.payment.stevepay;

import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Wires StevePay, which is used unless {@code steveslist.payment.provider} names another. */
@AutoConfiguration
@ConditionalOnProperty(name = "steveslist.payment.provider", havingValue = "stevepay", matchIfMissing = true)
@EnableConfigurationProperties(StevePayProperties.class)
class StevePayConfiguration {

    private static final String SCHEMA = "books";
    private static final int CONNECTIONS = 8;
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(3);

    @Bean(defaultCandidate = false)
    HikariDataSource stevepayDataSource(StevePayProperties at) {
        Pools.migrate(at.url(), at.user(), at.password(), SCHEMA, "classpath:db/stevepay");
        return Pools.pool("stevepay", at.url(), at.user(), at.password(), SCHEMA, CONNECTIONS, STATEMENT_TIMEOUT);
    }

    @Bean(defaultCandidate = false)
    StevePay paymentProvider(@Qualifier("stevepayDataSource") DataSource dataSource, StevePayProperties properties) {
        return new StevePay(dataSource, properties.hang());
    }

    @Bean
    StevePayBooks stevePayBooks(@Qualifier("stevepayDataSource") DataSource dataSource) {
        return new StevePayBooks(dataSource);
    }
}
