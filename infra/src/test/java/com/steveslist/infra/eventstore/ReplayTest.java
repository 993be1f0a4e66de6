package com.steveslist.infra.eventstore;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.eventstore.append.NewEvent;
import com.steveslist.infra.serialization.UnreadablePayloadException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest {

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

    @Test
    void of_an_empty_log_has_no_page() {
        assertThat(replay(0, 10)).isEmpty();
    }

    @Test
    void gives_every_form_of_envelope_as_a_short_read_does() {
        append(List.of(), Actor.Kind.JOB, null, Map.of(), "1969-12-31T23:59:59.999Z");
        append(List.of(AccountId.next(), AccountId.next(), TestLog.OWNER), Actor.Kind.SAGA, "evt_1",
                Map.of("trace", "Grüße, “世界” \\ \" \n 😀", "empty", ""), "2026-02-28T12:30:00.123Z");
        log.jdbc().queryForObject("select start_epoch('restored from backup')", Integer.class);
        append(List.of(TestLog.OWNER), Actor.Kind.ANONYMOUS, null, Map.of("a", "b"), "2999-12-31T00:00:00Z");

        assertThat(replay(0, 2)).hasSize(3).isEqualTo(events.read(0, 10));
        assertThat(replay(2, 2)).isEqualTo(events.read(2, 10));
    }

    @Test
    void goes_page_by_page_to_what_was_appended_meanwhile() {
        for (int i = 0; i < 10; i++) {
            publish();
        }
        List<Integer> sizes = new ArrayList<>();
        events.replay(1, 4, page -> {
            sizes.add(page.size());
            if (sizes.size() == 3) {
                publish();
                publish();
            }
        });
        assertThat(sizes).containsExactly(4, 4, 1, 2);
    }

    @Test
    void gives_nothing_twice_and_leaves_nothing_out_behind_a_hole() {
        for (int i = 0; i < 9; i++) {
            publish();
        }
        log.jdbc().update("delete from event where position in (3, 4, 5, 6, 9)");
        assertThat(replay(0, 2)).extracting(RecordedEvent::position).containsExactly(1L, 2L, 7L, 8L);
    }

    @Test
    void stops_at_an_event_that_this_code_does_not_know() {
        publish();
        publish();
        log.jdbc().update("update event set type_version = 9 where position = 2");
        List<RecordedEvent> read = new ArrayList<>();
        assertThatThrownBy(() -> events.replay(0, 1, read::addAll)).isInstanceOf(UnreadablePayloadException.class)
                .hasMessageContaining("listing.published v9");
        assertThat(read).extracting(RecordedEvent::position).containsExactly(1L);
    }

    @Test
    void ends_with_what_its_reader_throws() {
        publish();
        assertThatThrownBy(() -> events.replay(0, 1, page -> {
            throw new IllegalStateException("no more");
        })).hasMessage("no more");
    }

    private void publish() {
        ListingId listing = ListingId.next();
        appender.append(request(event(listing.value(), 0, new ListingEvent.Published(listing))));
    }

    private void append(List<AccountId> parties, Actor.Kind kind, @Nullable String causedBy, Map<String, String> metadata,
            String occurredAt) {
        ListingId listing = ListingId.next();
        NewEvent form = event(listing.value(), 0, new ListingEvent.Published(listing));
        appender.append(request(new NewEvent(form.stream(), 0, UUID.randomUUID().toString(), form.type(), form.typeVersion(),
                Instant.parse(occurredAt), TestLog.OWNER, parties, new Actor(kind, "somebody"), causedBy, "chk_1", causedBy, metadata,
                form.payload())));
    }

    private List<RecordedEvent> replay(long after, int limit) {
        List<RecordedEvent> all = new ArrayList<>();
        events.replay(after, limit, all::addAll);
        return all;
    }
}
