package com.steveslist.infra.embedded;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.AheadOfLogException;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.TestLog;
import com.steveslist.infra.eventstore.append.Appender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The short form of {@code ./steveslist drill failover}: a primary that dies under load, and a standby that takes its place. */
class StandbyServerTest {
    private static final int WRITERS = 8;

    private OwnServer first;
    private OwnServer second;

    @BeforeEach
    void a_primary(@TempDir Path directory) throws Exception {
        first = new OwnServer(directory.resolve("first")).start();
        second = new OwnServer(directory.resolve("second"));
        first.server().createDatabase("steveslist");
    }

    @AfterEach
    void end() {
        first.close();
        second.close();
    }

    @Test
    void nothing_that_was_acknowledged_is_lost_with_a_primary_that_had_a_synchronous_standby() throws Exception {
        try (TestLog log = new TestLog(first.log())) {
            follow(true);
        }
        try (TestLog log = new TestLog(first.logOrThatOf(second))) {
            Map<String, LogPosition> acknowledged = new ConcurrentHashMap<>();
            List<Thread> writers = new ArrayList<>();
            try (Appender appender = log.newAppender()) {
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(Thread.ofPlatform().start(() -> write(appender, acknowledged)));
                }
                awaitGrowth(acknowledged, 200);
                first.kill();
                StandbyServer.fence(first.server());
                StandbyServer.Promotion promotion = new StandbyServer(second.server()).promote("a test");
                assertThat(promotion.epoch()).hasValue("2");
                awaitGrowth(acknowledged, 200);
                writers.forEach(Thread::interrupt);
                for (Thread writer : writers) {
                    writer.join();
                }
            }
            awaitNoConnectionOfTheDead(log);
            assertThat(placesIn(log.log())).containsAllEntriesOf(acknowledged);
            assertThat(acknowledged.values()).anyMatch(at -> at.epoch() == 2);
        }
        first.start();
        try (var connection = first.log().connections("fenced", Duration.ofSeconds(5)).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            assertThatThrownBy(() -> statement.execute("delete from event")).hasMessageContaining("read-only transaction");
        }
    }

    @Test
    void with_an_asynchronous_standby_the_lost_positions_are_known_and_a_reader_that_is_ahead_is_told() throws Exception {
        try (TestLog log = new TestLog(first.log())) {
            follow(false);
            write(log.newAppender(), 20);
            awaitReplayed(20);
            second.kill();
            write(log.newAppender(), 7);
        }
        first.kill();
        StandbyServer.fence(first.server());
        second.start();
        StandbyServer.Promotion promotion = new StandbyServer(second.server()).promote("a test");

        assertThat(promotion.firstPosition()).hasValue("21");
        try (TestLog log = new TestLog(first.logOrThatOf(second))) {
            assertThat(log.log().epochs().lost(new LogPosition(1, 20))).isFalse();
            assertThat(log.log().epochs().lost(new LogPosition(1, 21))).isTrue();
            assertThatThrownBy(() -> log.log().checkNotAhead(new LogPosition(1, 27))).isInstanceOf(AheadOfLogException.class);
            write(log.newAppender(), 1);
            assertThat(log.log().last()).isEqualTo(new LogPosition(2, 21));
        }
    }

    private void follow(boolean synchronous) throws Exception {
        StandbyServer standby = new StandbyServer(second.server());
        standby.copyOf(first.server());
        second.start();
        standby.followed(first.server(), synchronous);
    }

    private void awaitReplayed(long position) {
        JdbcTemplate standby = new JdbcTemplate(second.log().connections("standby", Duration.ofSeconds(5)));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> standby.queryForList("select max(position) from event", Long.class).contains(position));
    }

    private static void write(Appender appender, Map<String, LogPosition> acknowledged) {
        while (!Thread.currentThread().isInterrupted()) {
            ListingId id = ListingId.next();
            try {
                acknowledged.put(id.value(), TestLog.appended(
                        appender.append(request(event(id.value(), 0, new ListingEvent.Published(id))))).last());
            } catch (CommandUnavailableException e) {
                // Not acknowledged: the client would send it again.
            }
        }
    }

    private static void write(Appender appender, int count) {
        for (int i = 0; i < count; i++) {
            ListingId id = ListingId.next();
            appender.append(request(event(id.value(), 0, new ListingEvent.Published(id))));
        }
    }

    private static void awaitGrowth(Map<String, LogPosition> acknowledged, int more) {
        int before = acknowledged.size();
        await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= before + more);
    }

    /** Also checks that positions have no gap. */
    /** The pool may hand out, once each, connections that it thinks were in use a moment ago. */
    private static void awaitNoConnectionOfTheDead(TestLog log) {
        await().atMost(Duration.ofMinutes(2)).ignoreException(DataAccessResourceFailureException.class)
                .until(() -> !log.jdbc().queryForList("select 1").isEmpty());
    }

    private static Map<String, LogPosition> placesIn(EventLog log) {
        Map<String, LogPosition> places = new ConcurrentHashMap<>();
        long last = 0;
        for (var page = log.readStored(0, 1_000); !page.isEmpty(); page = log.readStored(last, 1_000)) {
            for (var stored : page) {
                assertThat(stored.envelope().position()).isEqualTo(++last);
                places.put(stored.envelope().stream(), stored.envelope().at());
            }
        }
        return places;
    }
}
