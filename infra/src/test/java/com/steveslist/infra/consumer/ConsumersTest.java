package com.steveslist.infra.consumer;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.consumer.ParkedEvents.ParkedEvent;
import com.steveslist.infra.eventstore.TestLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;

class ConsumersTest {

    private static final String NAME = "test.recording";

    private final ListingId sound = ListingId.next();
    private final ListingId sick = ListingId.next();
    private ConsumerNode node;
    private RecordingConsumer consumer;

    @BeforeEach
    void a_log() {
        node = new ConsumerNode(NAME);
        consumer = node.consumer;
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    @Nested
    class A_batch {

        @Test
        void whose_connection_dies_before_the_commit_leaves_neither_rows_nor_place_and_is_done_again() {
            AtomicInteger deaths = new AtomicInteger();
            JdbcTemplate sql = node.log.jdbc();
            consumer.beforeTheEndOfABatch(() -> {
                if (deaths.incrementAndGet() <= 3) {
                    assertThat(consumer.seen()).isNotEmpty();
                    sql.execute("select pg_terminate_backend(pg_backend_pid())");
                }
            });
            List<Long> positions = node.published(sound, 0, 50);
            node.start();

            await().atMost(2, MINUTES).until(node::caughtUp);
            assertThat(consumer.seen()).isEqualTo(positions);
            assertThat(deaths.get()).isGreaterThan(3);
            assertThat(node.status().parked()).isZero();
        }

        @Test
        void without_events_of_the_consumer_moves_its_place_too() {
            node.soldOut(sound, 0, 1_200);
            node.start();

            await().atMost(2, MINUTES).until(node::caughtUp);
            assertThat(consumer.seen()).isEmpty();
        }

        @Test
        void begins_where_the_place_is_even_if_this_node_left_it_elsewhere() {
            List<Long> positions = node.published(sound, 0, 3);
            node.start();
            await().atMost(2, MINUTES).until(node::caughtUp);
            node.log.jdbc().update("update consumer.progress set position = ? where consumer = ?", positions.getFirst(), NAME);
            List<Long> next = node.published(sound, 3, 1);
            List<Long> again = concat(positions.subList(1, 3), next);

            await().atMost(2, MINUTES).until(() -> consumer.seen().size() == positions.size() + again.size());
            assertThat(consumer.seen()).isEqualTo(concat(positions, again));
        }

        @Test
        void goes_around_what_was_parked_since_the_node_looked_last() {
            List<Long> before = node.published(sick, 0, 1);
            node.start();
            await().atMost(2, MINUTES).until(node::caughtUp);
            node.parked.failed(NAME, sick.value(), before.getFirst(), "listing.published", "by hand");
            node.published(sick, 1, 2);
            List<Long> sounds = node.published(sound, 0, 2);

            await().atMost(2, MINUTES).until(node::caughtUp);
            assertThat(consumer.seen()).isEqualTo(concat(before, sounds));
            assertThat(node.status().parked()).isEqualTo(3);
        }
    }

    @Nested
    class A_change_in_one_statement_with_the_place {

        private final AtomicInteger changes = new AtomicInteger();

        private void changing(Runnable meanwhile) {
            node.start();
            await().atMost(2, MINUTES).until(node::caughtUp);
            consumer.changeInOneStatement(() -> {
                changes.incrementAndGet();
                meanwhile.run();
            });
        }

        @Test
        void is_made_once_and_in_order() {
            changing(() -> {});
            List<Long> positions = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                positions.addAll(node.published(sound, 2 * i, 2));
                await().atMost(2, MINUTES).until(node::caughtUp);
            }

            assertThat(consumer.seen()).isEqualTo(positions);
            assertThat(changes.get()).isPositive();
        }

        @Test
        void is_not_made_when_somebody_was_at_work_since_the_consumer_looked() {
            changing(() -> node.log.jdbc().update("update consumer.progress set updated_at = clock_timestamp() where consumer = ?", NAME));
            List<Long> positions = node.published(sound, 0, 3);

            await().atMost(2, MINUTES).until(node::caughtUp);
            assertThat(consumer.seen()).isEqualTo(positions);
            assertThat(changes.get()).isPositive();
            assertThat(consumer.sizes()).isNotEmpty();
        }

        @Test
        void is_not_made_while_something_is_parked_or_asked_for_again() {
            List<Long> before = node.published(sick, 0, 1);
            changing(() -> node.parked.failed(NAME, sick.value(), before.getFirst(), "listing.published", "by hand"));
            node.published(sick, 1, 1);

            await().atMost(2, MINUTES).until(node::caughtUp);
            assertThat(consumer.seen()).isEqualTo(before);
            assertThat(node.status().parked()).isEqualTo(2);
        }

        @Test
        void that_fails_parks_its_event_and_all_other_lanes_flow_on() {
            changing(() -> {});
            consumer.failAt(2);
            node.published(sound, 0, 1);
            node.append(List.of(TestLog.event(sick.value(), 0, new ListingEvent.Published(sick))));
            node.published(sound, 1, 1);

            await().atMost(2, MINUTES).until(node::caughtUp);
            assertThat(consumer.seen()).isEqualTo(List.of(1L, 3L));
            assertThat(node.status().parked()).isEqualTo(1);
            assertThat(node.status().failure()).isNull();
        }
    }

    @Nested
    class An_event_that_fails {

        @Test
        void is_parked_with_what_comes_later_in_its_lane_and_all_other_lanes_flow_on_in_batches() {
            List<Long> before = node.published(sick, 0, 2);
            List<Long> after = node.published(sound, 0, 300);
            List<Long> later = node.published(sick, 2, 2);
            consumer.failAt(before.get(1));
            node.start();
            await().atMost(2, MINUTES).until(node::caughtUp);
            List<Long> behind = node.published(sick, 4, 1);
            consumer.sizes().clear();
            List<Long> next = node.published(sound, 300, 300);
            await().atMost(2, MINUTES).until(node::caughtUp);

            assertThat(consumer.seenOf(sick.value())).containsExactly(before.get(0));
            assertThat(consumer.seenOf(sound.value())).containsExactlyElementsOf(concat(after, next));
            assertThat(node.parked.list(NAME, 100).stream().map(ParkedEvent::position))
                    .containsExactly(before.get(1), later.get(0), later.get(1), behind.get(0));
            assertThat(consumer.sizes()).as("events a call once the lane is parked").allMatch(size -> size > 1);
        }

        @Test
        void says_why_without_quoting_data() {
            consumer.failAt(node.published(sick, 0, 1).getFirst());
            node.start();
            await().atMost(2, MINUTES).until(() -> node.status().parked() == 1);

            assertThat(node.status().cause()).contains("PSQLException 22012").contains("RecordingConsumer.java");
            assertThat(node.status().parkedSince()).isNotNull();
        }

        @Test
        void is_retried_in_order_with_all_that_waits_behind_it() {
            List<Long> positions = node.published(sick, 0, 3);
            consumer.failAt(positions.getFirst());
            node.start();
            await().atMost(2, MINUTES).until(() -> node.status().parked() == 3);

            consumer.recover();
            assertThat(node.parked.retry(NAME, sick.value())).isEqualTo(3);
            List<Long> meanwhile = node.published(sick, 3, 2);

            await().atMost(2, MINUTES).until(() -> node.status().parked() == 0 && node.caughtUp());
            assertThat(consumer.seenOf(sick.value())).isEqualTo(concat(positions, meanwhile));
        }

        @Test
        void that_fails_again_stays_and_nothing_overtakes_it() {
            List<Long> positions = node.published(sick, 0, 3);
            consumer.failAt(positions.getFirst());
            node.start();
            await().atMost(2, MINUTES).until(() -> node.status().parked() == 3);
            node.parked.retry(NAME, null);

            await().atMost(2, MINUTES).until(() -> node.parked.list(NAME, 1).getFirst().attempts() == 2);
            assertThat(consumer.seen()).isEmpty();
            assertThat(node.parked.list(NAME, 10)).hasSize(3).noneMatch(ParkedEvent::retryAsked);
        }

        @Test
        void can_be_given_up_with_a_reason_so_that_those_behind_it_are_applied() {
            List<Long> positions = node.published(sick, 0, 3);
            consumer.failAt(positions.getFirst());
            node.start();
            await().atMost(2, MINUTES).until(() -> node.status().parked() == 3);

            assertThatIllegalArgumentException().isThrownBy(() -> node.parked.discardFirst(NAME, sick.value(), " "));
            assertThat(node.parked.discardFirst(NAME, sick.value(), "written by a bug")).isTrue();

            await().atMost(2, MINUTES).until(() -> node.status().parked() == 0);
            assertThat(consumer.seen()).isEqualTo(positions.subList(1, 3));
            assertThat(node.log.jdbc().queryForList("select position || ' ' || reason from consumer.discarded_event", String.class))
                    .containsExactly(positions.getFirst() + " written by a bug");
        }
    }

    @Nested
    class What_is_not_an_event_s_fault {

        @Test
        void parks_nothing() {
            AtomicInteger calls = new AtomicInteger();
            consumer.beforeTheEndOfABatch(() -> {
                if (calls.incrementAndGet() <= 4) {
                    throw new TransientDataAccessResourceException("the database is busy");
                }
            });
            List<Long> positions = node.published(sound, 0, 3);
            node.start();

            await().atMost(2, MINUTES).until(node::caughtUp);
            assertThat(consumer.seen()).isEqualTo(positions);
            assertThat(node.status().parked()).isZero();
            await().atMost(2, MINUTES).until(() -> node.status().failure() == null);
        }

        @Test
        void such_as_an_event_of_an_unknown_type_stops_the_consumer_in_front_of_it_and_says_so() {
            List<Long> known = node.published(sound, 0, 1);
            node.start();
            await().atMost(2, MINUTES).until(node::caughtUp);
            node.append(List.of(TestLog.unknownType(TestLog.event(sound.value(), 1, new ListingEvent.Withdrawn(sound)))));

            await().atMost(2, MINUTES).until(() -> node.status().failure() != null);
            assertThat(node.status().failure()).contains("listing.exploded");
            assertThat(node.status().at().position()).isEqualTo(known.getLast());
            assertThat(node.status().parked()).isZero();
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new ConsumerMetrics(node.start()).bindTo(registry);
            assertThat(registry.get("steveslist.consumer.stuck").tag("consumer", NAME).gauge().value()).isEqualTo(1);
            assertThat(registry.get("steveslist.consumer.stuck").tag("consumer", "relay.kafka").gauge().value()).isZero();
        }
    }

    @Nested
    class Several_nodes {

        @Test
        void apply_each_event_once_and_in_order() {
            node.start();
            node.start();
            node.start();
            List<Long> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.addAll(node.published(sound, i * 5L, 5));
            }

            await().atMost(2, MINUTES).until(node::caughtUp);
            assertThat(consumer.seen()).isEqualTo(all);
        }

        @Test
        void take_over_from_one_that_hangs_in_the_middle_of_a_batch() {
            AtomicBoolean hung = new AtomicBoolean();
            CountDownLatch thaw = new CountDownLatch(1);
            consumer.beforeTheEndOfABatch(() -> {
                if (hung.compareAndSet(false, true)) {
                    awaitUninterruptibly(thaw);
                }
            });
            node.start();
            node.start();
            List<Long> positions = node.published(sound, 0, 3);

            await().atMost(2, MINUTES).until(node::caughtUp);
            thaw.countDown();
            positions = concat(positions, node.published(sound, 3, 3));
            await().atMost(2, MINUTES).until(node::caughtUp);
            assertThat(consumer.seen()).isEqualTo(positions);
        }
    }

    @Test
    void every_consumer_of_the_project_has_its_gauges_on_a_new_database() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        node.soldOut(sound, 0, 7);
        ConsumerMetrics metrics = new ConsumerMetrics(node.start());
        metrics.bindTo(registry);

        for (String known : List.of("view.listing", "process.checkout", "relay.kafka", "index.listing", "export.warehouse")) {
            assertThat(registry.get("steveslist.consumer.lag.events").tag("consumer", known).gauge().value()).isEqualTo(7);
            assertThat(registry.get("steveslist.consumer.lag.millis").tag("consumer", known).gauge().value()).isPositive();
            assertThat(registry.get("steveslist.consumer.parked.events").tag("consumer", known).gauge().value()).isZero();
        }
        // A gauge holds what it measures weakly.
        Reference.reachabilityFence(metrics);
    }

    private static List<Long> concat(List<Long> first, List<Long> second) {
        List<Long> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        await().atMost(2, MINUTES).until(() -> latch.getCount() == 0);
    }
}
