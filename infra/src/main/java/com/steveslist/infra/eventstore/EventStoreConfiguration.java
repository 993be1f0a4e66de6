package com.steveslist.infra.eventstore;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.command.dispatch.EventPositions;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.postgres.PostgresProperties;
import com.steveslist.infra.serialization.EventJson;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Wires the event store. The schema is migrated before anything of it is made: everything needs {@link LogAddress}. */
@AutoConfiguration
@EnableConfigurationProperties({PostgresProperties.class, EventStoreProperties.class})
class EventStoreConfiguration {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    static {
        // Events keep milliseconds; a decision must not know more of its time than its replay.
        GenericEventMessage.clock = Clock.tickMillis(Clock.systemUTC().getZone());
    }

    @Bean
    LogAddress logAddress(PostgresProperties postgres) {
        LogAddress address = new LogAddress(postgres.url(), postgres.user(), postgres.password());
        EventStoreSchema.prepare(address);
        return address;
    }

    @Bean(defaultCandidate = false)
    HikariDataSource eventStoreDataSource(LogAddress address, EventStoreProperties properties) {
        return Pools.pool("event-store", address.url(), address.user(), address.password(), LogAddress.SCHEMA,
                properties.readConnections(), READ_TIMEOUT);
    }

    @Bean
    EventLog eventLog(@Qualifier("eventStoreDataSource") DataSource dataSource, EventJson json) {
        return new EventLog(dataSource, json);
    }

    @Bean
    LogSignal logSignal(LogAddress address) {
        return new LogSignal(address);
    }

    @Bean
    Appender appender(LogAddress address, EventStoreProperties properties, ObjectProvider<MeterRegistry> registry) {
        return new Appender(address, properties.appendSettings(), registry.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    CommittedKeys committedKeys(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new CommittedKeysTable(dataSource);
    }

    @Bean
    EventPositions eventPositions(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new EventPositionsTable(dataSource);
    }

    @Bean
    Sweeper sweeper(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new Sweeper(dataSource);
    }

    @Bean
    SnapshotForms snapshotForms(ObjectProvider<AggregateType<?>> types) {
        return new SnapshotForms(types.stream()
                .filter(type -> type.snapshotEvery() > 0)
                .collect(Collectors.toMap(AggregateType::snapshotName, AggregateType::stateType)));
    }

    @Bean
    LogEventStore eventStore(
            Appender appender,
            @Qualifier("eventStoreDataSource") DataSource dataSource,
            CommittedKeys keys,
            EventJson json,
            SnapshotForms snapshotForms,
            LogSignal signal) {
        return LogEventStore.of(new LogStorageEngine(appender, dataSource, keys, json, snapshotForms), signal);
    }
}
