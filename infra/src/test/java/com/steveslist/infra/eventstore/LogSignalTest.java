package com.steveslist.infra.eventstore;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.append.Appender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogSignalTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration BOUND = Duration.ofSeconds(10);

    private TestLog log;
    private Appender anotherNode;

    @BeforeEach
    void freshLog() {
        log = new TestLog();
        anotherNode = log.newAppender();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void an_append_of_another_node_wakes_who_waits_without_any_poll() throws Exception {
        LogSignal signal = log.closedAtTheEnd(new LogSignal(log.address(), NEVER));
        awaitListening();
        for (int position = 1; position <= 5; position++) {
            append();
            assertThat(signal.await(position - 1, BOUND)).isTrue();
            assertThat(signal.newest()).isEqualTo(position);
        }
    }

    @Test
    void what_was_there_before_is_known_from_the_start() throws Exception {
        append();
        LogSignal signal = log.closedAtTheEnd(new LogSignal(log.address(), NEVER));
        assertThat(signal.await(0, BOUND)).isTrue();
    }

    @Test
    void a_lost_connection_costs_no_event() throws Exception {
        LogSignal signal = log.newSignal();
        awaitListening();
        log.jdbc().queryForList("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'steveslist-signal' and datname = current_database()");
        append();
        assertThat(signal.await(0, BOUND)).isTrue();
    }

    @Test
    void listeners_are_called_until_they_are_forgotten() throws Exception {
        LogSignal signal = log.newSignal();
        AtomicInteger calls = new AtomicInteger();
        Runnable listener = calls::incrementAndGet;
        signal.onGrowth(listener);
        append();
        await().atMost(Duration.ofMinutes(2)).until(() -> calls.get() == 1);
        signal.forget(listener);
        append();
        assertThat(signal.await(1, BOUND)).isTrue();
        assertThat(calls).hasValue(1);
    }

    @Test
    void who_waits_for_what_does_not_come_waits_no_longer_than_the_bound() throws Exception {
        assertThat(log.newSignal().await(0, Duration.ofMillis(20))).isFalse();
    }

    @Test
    void the_connection_that_listens_stays_outside_transactions() {
        log.newSignal();
        awaitListening();
        assertThat(log.jdbc().queryForList(
                "select 1 from pg_stat_activity where application_name = 'steveslist-signal' and state like 'idle in%'"
                        + " and datname = current_database()"))
                .isEmpty();
    }

    private void awaitListening() {
        await().atMost(Duration.ofMinutes(2)).until(() -> !log.jdbc().queryForList(
                "select 1 from pg_stat_activity where application_name = 'steveslist-signal' and query like 'select coalesce%'"
                        + " and state = 'idle' and datname = current_database()")
                .isEmpty());
    }

    private void append() {
        ListingId listing = ListingId.next();
        anotherNode.append(request(event(listing.value(), 0, new ListingEvent.Published(listing))));
    }
}
