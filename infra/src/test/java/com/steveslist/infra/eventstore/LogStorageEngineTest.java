package com.steveslist.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvent;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvents;

import com.steveslist.command.dispatch.EnvelopeMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngineTest;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Axon's own suite for storage engines, run against ours. Where our design differs, an override says why. */
public class LogStorageEngineTest extends EventStorageEngineTest {

    private TestLog log;
    private EventStorageEngine engine;

    @BeforeEach
    void freshLog() {
        log = new TestLog();
        engine = new WithEnvelope(log.newEngine(new TextCodec(), Map.of("type", String.class)));
        setTestSubject(engine);
    }

    @AfterEach
    void closeLog() throws Exception {
        log.close();
    }

    /** Differs: everything in the log was decided by an aggregate, so what belongs to no stream is refused. */
    @Override
    @Test
    public void appendAndReadNonDomainEvent() {
        assertThatThrownBy(() -> engine.appendEvents(new GenericEventMessage<>("Hello world")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(engine.readEvents(null, false)).isEmpty();
    }

    /** Differs: as above. */
    @Override
    @Test
    public void storeAndLoadApplicationEvent() {
        appendAndReadNonDomainEvent();
    }

    /** Differs: "at" means when the log recorded it, which never goes back, not when a node's clock says it was decided. */
    @Override
    @Test
    public void createTokenAt() {
        List<Instant> recordedAt = appendOneByOne();
        assertThat(positionsFrom(recordedAt.get(1))).containsExactly(2L, 3L);
    }

    /** Differs: as above. */
    @Override
    @Test
    public void createTokenAtExactTime() {
        List<Instant> recordedAt = appendOneByOne();
        assertThat(positionsFrom(recordedAt.getFirst())).containsExactly(1L, 2L, 3L);
        assertThat(positionsFrom(recordedAt.get(1).minusNanos(1_000))).containsExactly(2L, 3L);
    }

    /** Differs: as above; the events' own times, which are out of order here, do not matter. */
    @Override
    @Test
    public void createTokenWithUnorderedEvents() {
        List<Instant> recordedAt = appendOneByOne();
        assertThat(recordedAt).isSorted();
        assertThat(positionsFrom(recordedAt.getLast())).containsExactly(3L);
    }

    /** Differs: as above; the test's times are long past, so "after the last event" must be later than now. */
    @Override
    @Test
    public void createTokenAtTimeAfterLastEvent() {
        appendOneByOne();
        assertThat(positionsFrom(Instant.now().plusSeconds(60))).isEmpty();
    }

    @Test
    void a_second_event_of_one_version_is_a_conflict() {
        engine.appendEvents(createEvent(0));
        assertThatThrownBy(() -> engine.appendEvents(createEvent(0))).isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(createEvent(2))).isInstanceOf(ConcurrencyException.class);
        engine.appendEvents(createEvent(1));
        assertThat(engine.lastSequenceNumberFor("aggregate")).contains(1L);
    }

    @Test
    void a_snapshot_of_a_form_that_is_no_longer_known_is_passed_over() {
        engine.storeSnapshot(createEvent(3));
        LogStorageEngine newer = log.newEngine(new TextCodec(), Map.of("type.2", String.class));
        assertThat(newer.readSnapshot("aggregate")).isEmpty();
        assertThat(engine.readSnapshot("aggregate")).isPresent();
    }

    @Test
    void long_streams_and_a_long_log_are_read_page_by_page() {
        List<DomainEventMessage<?>> events = createEvents(1_201);
        engine.appendEvents(events);
        assertEventStreamsById(List.copyOf(events), List.copyOf(engine.readEvents("aggregate").asStream().toList()));
        assertEventStreamsById(List.copyOf(events), List.copyOf(engine.readEvents(null, false).toList()));
    }

    private List<Instant> appendOneByOne() {
        engine.appendEvents(createEvent(0, Instant.parse("2007-12-03T10:15:30.00Z")));
        engine.appendEvents(createEvent(1, Instant.parse("2007-12-03T10:15:40.00Z")));
        engine.appendEvents(createEvent(2, Instant.parse("2007-12-03T10:15:35.00Z")));
        return log.log().readStored(0, 10).stream().map(event -> event.envelope().recordedAt()).toList();
    }

    private List<Long> positionsFrom(Instant moment) {
        return engine.readEvents(engine.createTokenAt(moment), false)
                .map(message -> message.trackingToken().position().orElseThrow()).toList();
    }

    /**
     * Our log refuses an event that does not say whose it is and who did it, and a stream that begins in the middle; Axon's suite writes
     * both, the latter by giving consecutive events an aggregate each. Here they get an envelope and one stream.
     */
    private record WithEnvelope(EventStorageEngine engine) implements EventStorageEngine {

        private static final int UUID_LENGTH = 36;
        private static final Map<String, String> ENVELOPE = Map.of(
                EnvelopeMetadata.OWNER, TestLog.OWNER.value(),
                EnvelopeMetadata.PARTIES, TestLog.OWNER.value(),
                EnvelopeMetadata.ACTOR_KIND, "job",
                EnvelopeMetadata.ACTOR_ID, "test");

        @Override
        public void appendEvents(List<? extends EventMessage<?>> events) {
            engine.appendEvents(events.stream().map(WithEnvelope::inOneStream).map(event -> event.andMetaData(ENVELOPE)).toList());
        }

        private static EventMessage<?> inOneStream(EventMessage<?> message) {
            return message instanceof DomainEventMessage<?> event && event.getAggregateIdentifier().length() == UUID_LENGTH
                    ? new GenericDomainEventMessage<>(event.getType(), "aggregate", event.getSequenceNumber(), event.getPayload(),
                            event.getMetaData(), event.getIdentifier(), event.getTimestamp())
                    : message;
        }

        @Override
        public void storeSnapshot(DomainEventMessage<?> snapshot) {
            engine.storeSnapshot(snapshot);
        }

        @Override
        public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken token, boolean mayBlock) {
            return engine.readEvents(token, mayBlock);
        }

        @Override
        public DomainEventStream readEvents(String stream, long first) {
            return engine.readEvents(stream, first);
        }

        @Override
        public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
            return engine.readSnapshot(stream);
        }

        @Override
        public Optional<Long> lastSequenceNumberFor(String stream) {
            return engine.lastSequenceNumberFor(stream);
        }

        @Override
        public TrackingToken createTailToken() {
            return engine.createTailToken();
        }

        @Override
        public TrackingToken createHeadToken() {
            return engine.createHeadToken();
        }

        @Override
        public TrackingToken createTokenAt(Instant moment) {
            return engine.createTokenAt(moment);
        }
    }
}
