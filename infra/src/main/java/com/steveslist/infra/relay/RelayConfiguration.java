package com.steveslist.infra.relay;

import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogSignal;
import com.steveslist.infra.node.ConditionalOnRole;
import com.steveslist.infra.node.NodeRole;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.postgres.PostgresProperties;
import com.steveslist.infra.serialization.RecordedEventJson;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Wires the relay, and what consumers of the topic need to know of it. */
@AutoConfiguration
class RelayConfiguration {

    private static final int CONNECTIONS = 4;
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(20);

    @Bean(defaultCandidate = false)
    HikariDataSource relayDataSource(PostgresProperties postgres) {
        Pools.migrate(postgres.url(), postgres.user(), postgres.password(), "relay", "classpath:db/relay");
        return Pools.pool("relay", postgres.url(), postgres.user(), postgres.password(), null, CONNECTIONS, STATEMENT_TIMEOUT);
    }

    @Bean
    RelayProgress relayProgress(@Qualifier("relayDataSource") HikariDataSource dataSource) {
        return new RelayProgress(dataSource);
    }

    @Bean
    @ConditionalOnRole(NodeRole.RELAY)
    Relay relay(
            @Value("${steveslist.kafka:localhost:9092}") String bootstrapServers,
            EventLog log,
            LogSignal signal,
            RecordedEventJson json,
            ConsumerLedger ledger,
            @Qualifier("relayDataSource") HikariDataSource dataSource) {
        return new Relay(bootstrapServers, log, signal, new EventRecords(json), ledger, dataSource);
    }
}
