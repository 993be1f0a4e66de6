package com.steveslist.infra.eventstore.append;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.TestLog;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions follow commit order from 1 without gaps, so a reader that goes on from its last position misses nothing. */
class AppendOrderTest {

    private static final int NODES = 3;
    private static final int THREADS = 48;
    private static final int COMMANDS = 100;
    private static final long EVENTS = (long) THREADS * COMMANDS * 2;

    private TestLog log;

    @BeforeEach
    void freshLog() {
        log = new TestLog();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void readers_that_tail_the_log_see_every_position_once_and_in_order_while_three_nodes_append() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<List<RecordedEvent>>> readers = List.of(threads.submit(this::tail), threads.submit(this::tail));
            appendFromAllNodes(threads);
            for (Future<List<RecordedEvent>> reader : readers) {
                List<RecordedEvent> seen = reader.get();
                assertThat(seen).extracting(RecordedEvent::position)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, EVENTS).boxed().toList());
                assertThat(seen).extracting(event -> event.envelope().recordedAt()).isSortedAccordingTo(Instant::compareTo);
            }
        }
    }

    @Test
    void a_session_that_idles_in_a_transaction_holds_up_nobody() throws Exception {
        try (Connection idle = log.address().connections("idle", Duration.ofSeconds(3)).getConnection();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            idle.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("select pg_current_xact_id(), count(*) from event");
            try (ExecutorService threads = Executors.newCachedThreadPool()) {
                Future<List<RecordedEvent>> reader = threads.submit(this::tail);
                appendFromAllNodes(threads);
                assertThat(reader.get()).hasSize((int) EVENTS);
            }
            idle.rollback();
        }
    }

    @Test
    void the_place_that_an_append_answers_with_is_where_its_last_event_stands() {
        Appender appender = log.newAppender();
        for (int i = 0; i < 5; i++) {
            ListingId listing = ListingId.next();
            AppendOutcome.Appended appended = TestLog.appended(appender.append(twoEvents(listing)));
            RecordedEvent last = log.log().readStream(listing.value()).getLast();
            assertThat(last.envelope().at()).isEqualTo(appended.last());
            assertThat(last.envelope().recordedAt()).isEqualTo(appended.recordedAt());
        }
    }

    @Test
    void recorded_time_does_not_go_back_even_when_the_servers_clock_does() {
        Appender appender = log.newAppender();
        appender.append(twoEvents(ListingId.next()));
        log.jdbc().update("update event set recorded_at = recorded_at + interval '1 hour'");
        appender.append(twoEvents(ListingId.next()));
        List<RecordedEvent> events = log.log().read(0, 10);
        assertThat(events).hasSize(4);
        assertThat(events.getLast().envelope().recordedAt()).isEqualTo(events.getFirst().envelope().recordedAt());
    }

    private List<RecordedEvent> tail() {
        EventLog events = log.log();
        List<RecordedEvent> seen = new ArrayList<>();
        Instant giveUp = Instant.now().plusSeconds(60);
        while (seen.size() < EVENTS && Instant.now().isBefore(giveUp)) {
            seen.addAll(events.read(seen.isEmpty() ? 0 : seen.getLast().position(), 500));
        }
        return seen;
    }

    private void appendFromAllNodes(ExecutorService threads) throws Exception {
        List<Appender> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(log.newAppender());
        }
        CountDownLatch done = new CountDownLatch(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            Appender node = nodes.get(thread % NODES);
            threads.execute(() -> {
                for (int command = 0; command < COMMANDS; command++) {
                    node.append(twoEvents(ListingId.next()));
                }
                done.countDown();
            });
        }
        done.await();
    }

    private static AppendRequest twoEvents(ListingId listing) {
        return request(event(listing.value(), 0, new ListingEvent.Published(listing)),
                event(listing.value(), 1, new ListingEvent.Withdrawn(listing)));
    }
}
