package com.steveslist.infra.eventstore;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.serialization.UnreadablePayloadException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private TestLog log;
    private Appender appender;
    private EventLog events;

    @BeforeEach
    void freshLog() {
        log = new TestLog();
        appender = log.newAppender();
        events = log.log();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Nested
    class An_empty_log {

        @Test
        void ends_at_its_start() {
            assertThat(events.last()).isEqualTo(LogPosition.START);
            assertThat(events.read(0, 10)).isEmpty();
            assertThat(events.positionAt(Instant.now())).isEqualTo(LogPosition.START);
            assertThat(events.readStream("lst_x")).isEmpty();
        }
    }

    @Nested
    class Events_of_some_types {

        @Test
        void are_read_in_order_and_nothing_else_is() {
            for (int i = 0; i < 5; i++) {
                publishAndWithdraw();
            }
            assertThat(positions(events.read(0, 100, List.of("listing.withdrawn")))).containsExactly(2L, 4L, 6L, 8L, 10L);
            assertThat(positions(events.read(4, 2, List.of("listing.withdrawn")))).containsExactly(6L, 8L);
            assertThat(positions(events.read(3, 4, List.of("listing.withdrawn", "listing.published")))).containsExactly(4L, 5L, 6L, 7L);
            assertThat(events.read(0, 100, List.of("order.placed"))).isEmpty();
        }
    }

    @Nested
    class Events_that_one_reader_wants {

        @Test
        void are_those_of_its_account_and_common_ones_within_the_stretch_that_is_looked_at() {
            for (int i = 0; i < 3; i++) {
                publishAndWithdraw();
            }
            EventSelection own = new EventSelection(TestLog.OWNER.value(), Set.of("listing.withdrawn"), Set.of(), null);
            assertThat(positions(events.read(0, 6, 100, own))).containsExactly(2L, 4L, 6L);
            assertThat(positions(events.read(0, 5, 100, own))).containsExactly(2L, 4L);
            assertThat(positions(events.read(2, 6, 1, own))).containsExactly(4L);
            EventSelection others = new EventSelection(
                    AccountId.next().value(), Set.of("listing.withdrawn"), Set.of("listing.published"), null);
            assertThat(positions(events.read(0, 6, 100, others))).containsExactly(1L, 3L, 5L);
        }

        @Test
        void of_one_stream_are_read_on_from_any_place() {
            ListingId listing = ListingId.next();
            for (int version = 0; version < 4; version++) {
                appender.append(request(event(listing.value(), version, new ListingEvent.Published(listing))));
                publishAndWithdraw();
            }
            EventSelection selection = new EventSelection(null, Set.of(), Set.of("listing.published"), listing.value());
            assertThat(positions(events.read(0, 12, 100, selection))).containsExactly(1L, 4L, 7L, 10L);
            assertThat(positions(events.read(4, 12, 2, selection))).containsExactly(7L, 10L);
            assertThat(positions(events.read(5, 12, 1, selection))).containsExactly(7L);
        }

        @Test
        void are_told_what_was_before_them_in_their_stream() {
            publishAndWithdraw();
            List<EventEnvelope> both = events.read(0, 10).stream().map(RecordedEvent::envelope).toList();
            assertThat(events.typesBefore(both, Set.of("listing.published", "listing.withdrawn")))
                    .isEqualTo(Map.of(2L, "listing.published"));
            assertThat(events.typesBefore(both, Set.of("listing.removed"))).isEmpty();
        }
    }

    @Nested
    class A_moment {

        @Test
        void is_the_last_position_recorded_at_or_before_it() {
            for (int i = 0; i < 20; i++) {
                publishAndWithdraw();
            }
            for (RecordedEvent event : events.read(0, 100)) {
                Instant recordedAt = event.envelope().recordedAt();
                long lastOfThatTime = events.read(0, 100).stream()
                        .filter(other -> !other.envelope().recordedAt().isAfter(recordedAt))
                        .mapToLong(RecordedEvent::position).max().orElse(0);
                assertThat(events.positionAt(recordedAt).position()).isEqualTo(lastOfThatTime);
                assertThat(events.positionAt(recordedAt.minusNanos(1_000)).position()).isLessThan(event.position());
            }
            assertThat(events.positionAt(Instant.EPOCH).position()).isZero();
            assertThat(events.positionAt(Instant.now().plusSeconds(60)).position()).isEqualTo(40);
        }
    }

    @Nested
    class A_new_epoch {

        @Test
        void is_carried_by_what_follows_and_turns_back_readers_who_have_seen_what_is_lost() {
            publishAndWithdraw();
            assertThat(log.jdbc().queryForObject("select start_epoch('restored from backup')", Integer.class)).isEqualTo(2);
            publishAndWithdraw();

            assertThat(events.read(0, 10)).extracting(event -> event.envelope().at()).containsExactly(
                    new LogPosition(1, 1), new LogPosition(1, 2), new LogPosition(2, 3), new LogPosition(2, 4));
            assertThat(events.last()).isEqualTo(new LogPosition(2, 4));
            assertThatCode(() -> events.checkNotAhead(new LogPosition(1, 2))).doesNotThrowAnyException();
            assertThatThrownBy(() -> events.checkNotAhead(new LogPosition(1, 3))).isInstanceOf(AheadOfLogException.class)
                    .hasMessageContaining("1:3").hasMessageContaining("began at position 3");
        }
    }

    @Nested
    class An_event_that_this_code_does_not_know {

        @Test
        void stops_the_reader_and_is_not_skipped() {
            publishAndWithdraw();
            log.jdbc().update("update event set type_version = 9 where position = 2");
            assertThat(events.read(0, 1)).hasSize(1);
            assertThatThrownBy(() -> events.read(0, 10)).isInstanceOf(UnreadablePayloadException.class)
                    .hasMessageContaining("listing.withdrawn v9");
            assertThat(events.readStored(0, 10)).hasSize(2);
        }
    }

    @Test
    void the_whole_envelope_comes_back() {
        ListingId listing = ListingId.next();
        var written = event(listing.value(), 0, new ListingEvent.Published(listing));
        appender.append(request(written));
        var envelope = events.read(0, 1).getFirst().envelope();
        assertThat(envelope.eventId()).isEqualTo(written.eventId());
        assertThat(envelope.occurredAt()).isEqualTo(written.occurredAt());
        assertThat(envelope.owner()).isEqualTo(TestLog.OWNER);
        assertThat(envelope.parties()).containsExactly(TestLog.OWNER);
        assertThat(envelope.actor()).isEqualTo(written.actor());
        assertThat(envelope.requestId()).isEqualTo("req_1");
        assertThat(envelope.causedBy()).isNull();
        assertThat(envelope.metadata()).isEqualTo(written.metadata());
        assertThat(events.readStored(0, 1).getFirst().payload()).isEqualTo(written.payload());
    }

    @Test
    void a_limit_out_of_bounds_is_refused() {
        assertThatThrownBy(() -> events.read(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events.read(0, 10_001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void old_keys_are_swept_and_young_ones_stay() throws Exception {
        log.jdbc().update("insert into idempotency_key select sha256(n::text::bytea), 'f', 's', 0, 'r',"
                + " now() - n * interval '1 hour' from generate_series(1, 2060) n");
        try (Sweeper sweeper = new Sweeper(log.dataSource())) {
            assertThat(sweeper.sweep()).isEqualTo(2013);
        }
        assertThat(log.jdbc().queryForObject("select min(recorded_at) > now() - interval '49 hours' from idempotency_key", Boolean.class))
                .isTrue();
    }

    private void publishAndWithdraw() {
        ListingId listing = ListingId.next();
        appender.append(request(event(listing.value(), 0, new ListingEvent.Published(listing)),
                event(listing.value(), 1, new ListingEvent.Withdrawn(listing))));
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::position).toList();
    }
}
