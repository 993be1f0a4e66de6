package com.steveslist.infra.effects;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What {@link EffectsBenchmark} compares: a database of its own, in which things are wished in transactions, and what runs them. */
abstract sealed class EffectsSide implements AutoCloseable {

    private static final String KIND = "listing.reserve";
    private static final int AT_ONCE = 32;

    final EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase("effects");
    final HikariDataSource processors =
            Pools.pool("processors", database.url(), database.user(), database.password(), null, 4, Duration.ofSeconds(10));
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(processors));
    private final AtomicLong done = new AtomicLong();
    private volatile long lastStartNanos;

    /** Returns when it is committed that all of these are to be run. */
    abstract void wish(List<String> ids);

    /** How many have run. */
    final long done() {
        return done.get();
    }

    final long lastStartNanos() {
        return lastStartNanos;
    }

    final void ran() {
        lastStartNanos = System.nanoTime();
        done.incrementAndGet();
    }

    @Override
    public void close() {
        processors.close();
    }

    /** Effects as this product has them. */
    static final class Ours extends EffectsSide {

        private static final EffectProperties SETTINGS =
                new EffectProperties(AT_ONCE, 128, 256, Duration.ofMillis(100), Duration.ofSeconds(8), Duration.ofSeconds(60),
                        Duration.ofDays(30));

        private final HikariDataSource effects;
        private final EffectWorkers workers;
        private final TransactionalOutbox outbox;

        /** @param deadlines effects that are due in a week */
        Ours(int deadlines) {
            EmbeddedServers.Database at = database;
            effects = EffectsConfiguration.effectsPool(at.url(), at.user(), at.password());
            JdbcClient.create(effects).sql("insert into process.effect (id, kind, lane, arguments, due_at) select 'deadline' || i, "
                    + "'order.expire', 'command', '{}', now() + interval '7 days' from generate_series(1, ?) i").param(deadlines).update();
            workers = new EffectWorkers(new EffectTable(effects, "node", SETTINGS.lease()), SETTINGS,
                    new EffectRunner(List.of(new Handler()), new SimpleMeterRegistry()), true);
            outbox = new TransactionalOutbox(new EffectTable(processors, "node", SETTINGS.lease()), workers, Clock.systemUTC());
            workers.start();
        }

        private final class Handler implements EffectHandler {
            @Override
            public Set<String> kinds() {
                return Set.of(KIND);
            }

            @Override
            public void run(Effect effect, int attempt) {
                ran();
            }
        }

        @Override
        void wish(List<String> ids) {
            Instant now = Instant.now().minusMillis(1);
            transaction.executeWithoutResult(
                    _ -> outbox.add(ids.stream().map(id -> new Effect(id, KIND, now, Map.of("process", "process.test"))).toList()));
        }

        @Override
        public void close() {
            workers.stop();
            effects.close();
            super.close();
        }
    }

    /** A library for jobs in a database, woken after each commit. */
    static final class DbScheduler extends EffectsSide {

        private static final String TABLE = """
                create table scheduled_tasks (
                  task_name text not null, task_instance text not null, task_data bytea, execution_time timestamptz not null,
                  picked boolean not null, picked_by text, last_success timestamptz, last_failure timestamptz,
                  consecutive_failures int, last_heartbeat timestamptz, version bigint not null, priority smallint,
                  primary key (task_name, task_instance));
                create index on scheduled_tasks (execution_time);
                create index on scheduled_tasks (last_heartbeat)""";

        private final OneTimeTask<Void> task = Tasks.oneTime(KIND).execute((instance, context) -> ran());
        private final Scheduler scheduler;

        DbScheduler() {
            JdbcClient.create(processors).sql(TABLE).update();
            scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(processors), task)
                    .threads(AT_ONCE)
                    .executorService(Executors.newVirtualThreadPerTaskExecutor())
                    .pollUsingLockAndFetch(0.5, 4.0)
                    .pollingInterval(Duration.ofMillis(100))
                    .build();
            scheduler.start();
        }

        @Override
        void wish(List<String> ids) {
            transaction.executeWithoutResult(_ -> ids.forEach(id -> scheduler.scheduleIfNotExists(task.instance(id), Instant.now())));
            scheduler.triggerCheckForDueExecutions();
        }

        @Override
        public void close() {
            scheduler.stop();
            super.close();
        }
    }
}
