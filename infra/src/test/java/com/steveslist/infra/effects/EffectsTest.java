package com.steveslist.infra.effects;

import static com.steveslist.infra.effects.EffectsDatabase.DEFAULTS;
import static com.steveslist.infra.effects.EffectsDatabase.in;
import static com.steveslist.infra.effects.EffectsDatabase.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.steveslist.command.effect.Effect;
import com.steveslist.infra.effects.EffectsDatabase.Node;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class EffectsTest {

    private final EffectsDatabase database = new EffectsDatabase();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordingHandler reserve = new RecordingHandler("listing.reserve");

    @BeforeAll
    static void giveBusyMachinesTime() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Nested
    class A_wish {

        @Test
        void runs_once_right_after_the_commit() {
            Node node = database.start(DEFAULTS, registry, reserve);
            node.wish(now("e1", "listing.reserve"));
            await().until(() -> database.isDone("e1"));
            assertThat(reserve.runs()).singleElement().satisfies(run -> {
                assertThat(run.attempt()).isOne();
                assertThat(run.effect().arguments()).containsEntry("process", "process.test");
            });
        }

        @Test
        void runs_outside_every_transaction() {
            AtomicBoolean inTransaction = new AtomicBoolean(true);
            RecordingHandler handler = new RecordingHandler(
                    "listing.sell", run -> inTransaction.set(TransactionSynchronizationManager.isSynchronizationActive()));
            database.start(DEFAULTS, registry, handler).wish(now("e1", "listing.sell"));
            await().until(() -> database.isDone("e1"));
            assertThat(inTransaction).isFalse();
        }

        @Test
        void that_is_rolled_back_never_runs() {
            Node node = database.start(DEFAULTS, registry, reserve);
            node.inTransaction(status -> {
                node.outbox().add(List.of(now("e1", "listing.reserve")));
                status.setRollbackOnly();
            });
            node.wish(now("e2", "listing.reserve"));
            await().until(() -> database.isDone("e2"));
            assertThat(reserve.ids()).containsExactly("e2");
        }

        @Test
        void that_is_rolled_back_to_a_savepoint_never_runs_though_the_transaction_commits() {
            EffectProperties tiny = properties(1, 1, 0, Duration.ofSeconds(8));
            Node node = database.start(tiny, registry, reserve);
            for (int i = 0; i < 5; i++) {
                int round = i;
                node.inTransaction(status -> {
                    Object savepoint = status.createSavepoint();
                    node.outbox().add(List.of(now("undone" + round, "listing.reserve")));
                    status.rollbackToSavepoint(savepoint);
                });
            }
            node.wish(now("kept", "listing.reserve"));
            await().until(() -> database.isDone("kept"));
            assertThat(reserve.ids()).containsExactly("kept");
        }

        @Test
        void that_comes_twice_is_left_alone_whether_it_waits_runs_or_is_done() {
            CountDownLatch go = new CountDownLatch(1);
            RecordingHandler slow = new RecordingHandler("listing.sell", run -> awaitQuietly(go));
            Node node = database.start(DEFAULTS, registry, reserve, slow);
            Effect waiting = in(Duration.ofDays(7), "waiting", "listing.reserve");
            node.wish(waiting, now("running", "listing.sell"), now("done", "listing.reserve"));
            await().until(() -> database.isDone("done") && slow.runs().size() == 1);

            node.wish(now("waiting", "listing.reserve"), now("running", "listing.sell"), now("done", "listing.reserve"));
            go.countDown();

            await().until(() -> database.isDone("running"));
            assertThat(reserve.ids()).containsExactly("done");
            assertThat(slow.runs()).hasSize(1);
        }

        @Test
        void that_is_made_twice_at_once_is_run_once() {
            Node node = database.start(DEFAULTS, registry, reserve);
            List<String> ids = IntStream.range(0, 40).mapToObj(i -> "twice-" + i).toList();

            ids.forEach(id -> node.wish(now(id, "listing.reserve"), now(id, "listing.reserve")));

            await().until(() -> ids.stream().allMatch(database::isDone));
            assertThat(reserve.ids()).containsExactlyInAnyOrderElementsOf(ids);
        }

        @Test
        void outside_a_transaction_is_refused() {
            Node node = database.start(DEFAULTS, registry, reserve);
            assertThatThrownBy(() -> node.outbox().add(List.of(now("e1", "listing.reserve"))))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void of_a_node_that_runs_none_is_found_by_another() {
            database.start(DEFAULTS, registry, reserve);
            database.node(DEFAULTS, registry).wish(now("e1", "listing.reserve"));
            await().until(() -> database.isDone("e1"));
        }

        @Test
        void for_later_is_a_deadline() {
            Node node = database.start(DEFAULTS, registry, reserve);
            long start = System.nanoTime();
            node.wish(in(Duration.ofMillis(700), "soon", "listing.reserve"), in(Duration.ofDays(7), "late", "listing.reserve"));
            await().until(() -> database.isDone("soon"));
            assertThat(Duration.ofNanos(reserve.runs().getFirst().atNanos() - start)).isGreaterThan(Duration.ofMillis(650));
            assertThat(database.isDone("late")).isFalse();
        }
    }

    @Nested
    class A_run_that_fails {

        @Test
        void is_tried_again_after_a_while_until_it_succeeds() {
            RecordingHandler flaky = new RecordingHandler("listing.sell", run -> {
                if (run.attempt() < 3) {
                    throw new IllegalStateException("not yet");
                }
            });
            database.start(DEFAULTS, registry, flaky).wish(now("e1", "listing.sell"));
            await().until(() -> database.isDone("e1"));
            assertThat(flaky.runs()).extracting(RecordingHandler.Run::attempt).containsExactly(1, 2, 3);
            assertThat(between(flaky, 0, 1)).isGreaterThan(Duration.ofMillis(750));
            assertThat(between(flaky, 1, 2)).isGreaterThan(Duration.ofMillis(1_550));
        }

        @Test
        void is_shown_without_what_a_driver_may_have_quoted() {
            RecordingHandler failing = new RecordingHandler("listing.sell", run -> {
                throw new IllegalStateException("password=hunter2");
            });
            database.start(DEFAULTS, registry, failing).wish(now("e1", "listing.sell"));
            await().until(() -> !database.report().failing(10).isEmpty());
            EffectReport.Line line = database.report().failing(10).getFirst();
            assertThat(line.id()).isEqualTo("e1");
            assertThat(line.lastError()).contains("IllegalStateException").doesNotContain("hunter2");
            assertThat(line.dueAt()).isNotNull();
            assertThat(registry.get("effects.run").tag("outcome", "failed").timer().count()).isPositive();
        }

        @Test
        void because_nobody_knows_its_kind_waits_for_a_node_that_does() {
            database.start(DEFAULTS, registry, reserve).wish(now("e1", "listing.unheard_of"));
            await().until(() -> !database.report().failing(10).isEmpty());
            RecordingHandler late = new RecordingHandler("listing.unheard_of");
            database.start(DEFAULTS, registry, late);
            await().until(() -> database.isDone("e1"));
            assertThat(late.runs()).extracting(RecordingHandler.Run::attempt).containsExactly(2);
        }

        @Test
        void takes_too_long_is_interrupted_and_tried_again() {
            CountDownLatch never = new CountDownLatch(1);
            RecordingHandler stuck = new RecordingHandler("listing.sell", run -> {
                if (run.attempt() == 1) {
                    awaitQuietly(never);
                    throw new IllegalStateException("interrupted");
                }
            });
            EffectProperties impatient = new EffectProperties(
                    2, 2, 0, Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofMillis(300), Duration.ofDays(30));
            database.start(impatient, registry, stuck).wish(now("e1", "listing.sell"));
            await().until(() -> database.isDone("e1"));
            assertThat(stuck.runs()).hasSize(2);
        }
    }

    @Nested
    class Workers {

        @Test
        void that_wait_for_a_hanging_provider_hold_up_no_command() {
            CountDownLatch never = new CountDownLatch(1);
            RecordingHandler hanging = new RecordingHandler("payment.authorize", run -> awaitQuietly(never));
            Node node = database.start(properties(2, 2, 4, Duration.ofSeconds(8)), registry, reserve, hanging);
            node.wish(IntStream.range(0, 50).mapToObj(i -> now("p" + i, "payment.authorize")).toArray(Effect[]::new));
            node.wish(now("e1", "listing.reserve"));
            await().until(() -> database.isDone("e1"));
            assertThat(hanging.runs()).hasSizeLessThanOrEqualTo(2);
        }

        @Test
        void of_several_nodes_share_more_than_one_can_take_and_run_each_once() {
            EffectProperties small = properties(4, 4, 8, Duration.ofSeconds(8));
            RecordingHandler there = new RecordingHandler("listing.reserve");
            Node node = database.start(small, registry, reserve);
            database.start(small, registry, there);
            node.wish(IntStream.range(0, 2_000).mapToObj(i -> now("e" + i, "listing.reserve")).toArray(Effect[]::new));
            await().until(() -> database.report().unfinished() == 0);
            assertThat(IntStream.range(0, 2_000).mapToObj(i -> "e" + i))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(reserve.ids().stream(), there.ids().stream()).toList());
            assertThat(there.ids()).isNotEmpty();
        }

        @Test
        void keep_their_lease_while_they_run() {
            CountDownLatch go = new CountDownLatch(1);
            RecordingHandler slow = new RecordingHandler("listing.sell", run -> awaitQuietly(go));
            RecordingHandler there = new RecordingHandler("listing.sell");
            EffectProperties shortLease = properties(2, 2, 0, Duration.ofMillis(400));
            Node node = database.start(shortLease, registry, slow);
            node.wish(now("e1", "listing.sell"));
            await().until(() -> slow.runs().size() == 1);
            database.start(shortLease, registry, there);
            await().during(Duration.ofMillis(1_200)).atMost(Duration.ofMinutes(2)).until(() -> there.runs().isEmpty());
            go.countDown();
            await().until(() -> database.isDone("e1"));
            assertThat(there.runs()).isEmpty();
        }

        @Test
        void that_stop_give_back_what_they_have_not_begun() {
            CountDownLatch go = new CountDownLatch(1);
            RecordingHandler slow = new RecordingHandler("listing.sell", run -> awaitQuietly(go));
            Node node = database.start(properties(1, 1, 10, Duration.ofMinutes(5)), registry, slow);
            node.wish(now("e1", "listing.sell"), now("e2", "listing.sell"), now("e3", "listing.sell"));
            await().until(() -> slow.runs().size() == 1);
            Thread stopping = Thread.ofVirtual().start(() -> node.workers().stop());
            RecordingHandler there = new RecordingHandler("listing.sell");
            database.start(DEFAULTS, registry, there);
            await().until(() -> there.runs().size() == 2);
            go.countDown();
            await().until(() -> !stopping.isAlive() && database.report().unfinished() == 0);
            assertThat(slow.runs()).hasSize(1);
        }

        @Test
        void forget_what_was_done_long_ago_and_only_that() {
            Node node = database.start(DEFAULTS, registry, reserve);
            node.wish(now("old", "listing.reserve"), now("new", "listing.reserve"), in(Duration.ofDays(1), "open", "listing.reserve"));
            await().until(() -> database.isDone("old") && database.isDone("new"));
            database.sql().sql("update process.effect set done_at = now() - interval '31 days' where id = 'old'").update();
            EffectTable table = new EffectTable(database.effects, "janitor", DEFAULTS.lease());
            assertThat(table.forget(Duration.ofDays(30), 100)).isOne();
            assertThat(database.sql().sql("select id from process.effect order by id").query(String.class).list())
                    .containsExactly("new", "open");
        }
    }

    @Test
    void effects_that_wait_and_fail_are_counted_by_kind() {
        Node node = database.node(DEFAULTS, registry, reserve);
        node.wish(now("e1", "listing.reserve"), now("e2", "listing.reserve"), in(Duration.ofDays(7), "e3", "order.expire"));
        EffectMetrics metrics = new EffectMetrics(database.report(), () -> Stream.of("order.expire"), registry);
        metrics.measure();
        assertThat(registry.get("effects.due").tag("kind", "listing.reserve").gauge().value()).isEqualTo(2);
        assertThat(registry.get("effects.due.oldest").tag("kind", "listing.reserve").gauge().value()).isPositive();
        assertThat(registry.get("effects.due").tag("kind", "order.expire").gauge().value()).isZero();
    }

    private static EffectProperties properties(int commandWorkers, int paymentWorkers, int queue, Duration lease) {
        return new EffectProperties(
                commandWorkers, paymentWorkers, queue, Duration.ofMillis(50), lease, Duration.ofSeconds(60), Duration.ofDays(30));
    }

    private static Duration between(RecordingHandler handler, int first, int second) {
        return Duration.ofNanos(handler.runs().get(second).atNanos() - handler.runs().get(first).atNanos());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
