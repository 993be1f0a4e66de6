package com.steveslist.infra.effects;

import static com.steveslist.infra.effects.EffectsDatabase.DEFAULTS;
import static com.steveslist.infra.effects.EffectsDatabase.now;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.steveslist.command.effect.Effect;
import com.steveslist.infra.effects.EffectsDatabase.Node;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Effects against db-scheduler, in one run on one database: {@code ./mvnw -pl infra -am test -Dtest=EffectsBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false}. Figures stand in decision 0008.
 */
class EffectsBenchmark {

    private static final int SINGLE = 1_000;
    private static final int BATCHES = 200;
    private static final int BATCH = 100;

    private final EffectsDatabase database = new EffectsDatabase();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong startedAt = new AtomicLong();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void ours() {
        Node node = database.start(DEFAULTS, new SimpleMeterRegistry(), new RecordingHandler("listing.reserve", run -> ran()));
        measure("effects", ids -> node.wish(Arrays.stream(ids).map(id -> now(id, "listing.reserve")).toArray(Effect[]::new)));
        database.sql().sql("insert into process.effect (id, kind, lane, arguments, due_at) "
                + "select 'deadline' || i, 'order.expire', 'command', '{}', now() + interval '7 days' from generate_series(1, 200000) i")
                .update();
        measure("effects beside 200,000 deadlines",
                ids -> node.wish(Arrays.stream(ids).map(id -> now("d" + id, "listing.reserve")).toArray(Effect[]::new)));
    }

    @Test
    void db_scheduler() {
        database.sql().sql("""
                create table public.scheduled_tasks (
                  task_name text not null, task_instance text not null, task_data bytea, execution_time timestamptz not null,
                  picked boolean not null, picked_by text, last_success timestamptz, last_failure timestamptz,
                  consecutive_failures int, last_heartbeat timestamptz, version bigint not null, priority smallint,
                  primary key (task_name, task_instance));
                create index on public.scheduled_tasks (execution_time);
                create index on public.scheduled_tasks (last_heartbeat)""").update();
        OneTimeTask<Void> task = Tasks.oneTime("listing.reserve").execute((instance, context) -> ran());
        Scheduler scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(database.processors), task)
                .tableName("public.scheduled_tasks")
                .threads(32)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollUsingLockAndFetch(0.5, 4.0)
                .pollingInterval(Duration.ofMillis(100))
                .build();
        scheduler.start();
        Node node = database.node(DEFAULTS, new SimpleMeterRegistry());
        measure("db-scheduler", ids -> {
            node.inTransaction(status -> {
                for (String id : ids) {
                    scheduler.scheduleIfNotExists(task.instance(id), Instant.now());
                }
            });
            scheduler.triggerCheckForDueExecutions();
        });
        scheduler.stop();
    }

    private interface Wish {
        void of(String... ids);
    }

    private void measure(String what, Wish wish) {
        singly(wish, "warm-up");
        long[] nanos = singly(wish, "single");
        done.set(0);
        long start = System.nanoTime();
        for (int i = 0; i < BATCHES; i++) {
            String prefix = "batch" + i + '-';
            wish.of(IntStream.range(0, BATCH).mapToObj(j -> prefix + j).toArray(String[]::new));
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> done.get() == BATCHES * BATCH);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: from commit to run p50 %.2f ms, p99 %.2f ms; %,.0f effects a second%n",
                what, nanos[SINGLE / 2] / 1e6, nanos[SINGLE * 99 / 100] / 1e6, BATCHES * BATCH / seconds);
    }

    /** Sorted nanoseconds from after the commit to the beginning of the run. */
    private long[] singly(Wish wish, String prefix) {
        long[] nanos = new long[SINGLE];
        for (int i = 0; i < SINGLE; i++) {
            int before = done.get();
            wish.of(prefix + i);
            long committed = System.nanoTime();
            while (done.get() == before) {
                Thread.onSpinWait();
            }
            nanos[i] = Math.max(0, startedAt.get() - committed);
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private void ran() {
        startedAt.set(System.nanoTime());
        done.incrementAndGet();
    }
}
