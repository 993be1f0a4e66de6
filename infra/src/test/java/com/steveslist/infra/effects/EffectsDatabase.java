package com.steveslist.infra.effects;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the table of effects, and nodes on it. */
final class EffectsDatabase implements AutoCloseable {

    static final EffectProperties DEFAULTS = new EffectProperties(
            32, 128, 256, Duration.ofMillis(100), Duration.ofSeconds(8), Duration.ofSeconds(60), Duration.ofDays(30));

    final HikariDataSource effects;
    final HikariDataSource processors;
    private final List<Node> nodes = Collections.synchronizedList(new ArrayList<>());

    EffectsDatabase() {
        this(EmbeddedServers.postgres().newDatabase("effects", List.of("process")));
    }

    EffectsDatabase(EmbeddedServers.Database at) {
        effects = EffectsConfiguration.effectsPool(at.url(), at.user(), at.password());
        processors = Pools.pool("processors", at.url(), at.user(), at.password(), null, 4, Duration.ofSeconds(10));
    }

    /** A node that runs effects. */
    Node start(EffectProperties properties, MeterRegistry registry, EffectHandler... handlers) {
        Node node = node(properties, registry, handlers);
        node.workers.start();
        nodes.add(node);
        return node;
    }

    /** A node whose role it is not to run effects: it only wishes. */
    Node node(EffectProperties properties, MeterRegistry registry, EffectHandler... handlers) {
        String name = "node-" + UUID.randomUUID();
        EffectWorkers workers = new EffectWorkers(
                new EffectTable(effects, name, properties.lease()), properties, new EffectRunner(List.of(handlers), registry), true);
        EffectTable inTransactions = new EffectTable(processors, name, properties.lease());
        return new Node(
                workers,
                new TransactionalOutbox(inTransactions, workers, Clock.systemUTC()),
                new TransactionTemplate(new JdbcTransactionManager(processors)));
    }

    JdbcClient sql() {
        return JdbcClient.create(effects);
    }

    EffectReport report() {
        return new EffectReport(effects);
    }

    boolean isDone(String id) {
        return sql().sql("select done_at is not null from process.effect where id = ?").param(id).query(Boolean.class).single();
    }

    static Effect now(String id, String kind) {
        return new Effect(id, kind, Instant.now().minusMillis(1), Map.of("process", "process.test"));
    }

    static Effect in(Duration delay, String id, String kind) {
        return new Effect(id, kind, Instant.now().plus(delay), Map.of());
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.workers.stop());
        effects.close();
        processors.close();
    }

    record Node(EffectWorkers workers, TransactionalOutbox outbox, TransactionTemplate transaction) {

        void wish(Effect... effects) {
            transaction.executeWithoutResult(status -> outbox.add(List.of(effects)));
        }

        void inTransaction(Consumer<TransactionStatus> work) {
            transaction.executeWithoutResult(work);
        }
    }
}
