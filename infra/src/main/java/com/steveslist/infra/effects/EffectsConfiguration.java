package com.steveslist.infra.effects;

import com.steveslist.command.effect.EffectHandler;
import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.infra.node.NodeRole;
import com.steveslist.infra.node.NodeRoles;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.postgres.PostgresProperties;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Wires the outbox on every node, and workers on those whose role it is. */
@AutoConfiguration
@EnableConfigurationProperties({PostgresProperties.class, EffectProperties.class, NodeRoles.class})
class EffectsConfiguration {

    private static final int CONNECTIONS = 4;
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);

    private final String worker = "node-" + UUID.randomUUID();

    @Bean(defaultCandidate = false)
    HikariDataSource effectsDataSource(PostgresProperties postgres) {
        return effectsPool(postgres.url(), postgres.user(), postgres.password());
    }

    /**
     * A pool whose commits do not wait for the disk: a lease or an outcome that is lost in a crash of the database only makes an effect
     * run once more, and effects are idempotent.
     */
    static HikariDataSource effectsPool(String url, String user, String password) {
        Pools.migrate(url, user, password, "process", "classpath:db/process");
        String relaxed = url + (url.contains("?") ? "&" : "?") + "options=-c%20synchronous_commit=off";
        return Pools.pool("effects", relaxed, user, password, "process", CONNECTIONS, STATEMENT_TIMEOUT);
    }

    @Bean
    EffectWorkers effectWorkers(
            @Qualifier("effectsDataSource") DataSource dataSource,
            EffectProperties properties,
            ObjectProvider<EffectHandler> handlers,
            NodeRoles roles,
            ObjectProvider<MeterRegistry> registry) {
        EffectRunner runner = new EffectRunner(handlers, registry.getIfAvailable(() -> Metrics.globalRegistry));
        EffectTable table = new EffectTable(dataSource, worker, properties.lease());
        return new EffectWorkers(table, properties, runner, roles.has(NodeRole.EFFECTS));
    }

    /** Sagas get one that collects a batch first; this is where it goes then. */
    @Bean(defaultCandidate = false)
    EffectOutbox transactionalOutbox(
            @Qualifier("processorDataSource") DataSource dataSource, EffectProperties properties, EffectWorkers workers) {
        EffectTable table = new EffectTable(dataSource, worker, properties.lease());
        return new TransactionalOutbox(table, workers, Clock.systemUTC());
    }

    @Bean
    EffectReport effectReport(@Qualifier("effectsDataSource") DataSource dataSource) {
        return new EffectReport(dataSource);
    }

    @Bean
    EffectMetrics effectMetrics(EffectReport report, ObjectProvider<EffectHandler> handlers, ObjectProvider<MeterRegistry> registry) {
        return new EffectMetrics(
                report, () -> handlers.stream().flatMap(handler -> handler.kinds().stream()),
                registry.getIfAvailable(() -> Metrics.globalRegistry));
    }
}
