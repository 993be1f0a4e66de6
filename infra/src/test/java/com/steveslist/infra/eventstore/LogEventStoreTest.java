package com.steveslist.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.steveslist.command.dispatch.AppendAttachments;
import com.steveslist.command.dispatch.AppendReceipt;
import com.steveslist.command.dispatch.Claim;
import com.steveslist.command.dispatch.ClaimTakenException;
import com.steveslist.command.dispatch.EnvelopeMetadata;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.command.dispatch.KeyTakenException;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LogEventStoreTest {

    private TestLog log;
    private LogEventStore store;

    @BeforeEach
    void freshLog() {
        log = new TestLog();
        store = newNode();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Nested
    class A_unit_of_work {

        private final ListingId one = ListingId.next();
        private final ListingId other = ListingId.next();

        @Test
        void commits_the_events_of_all_its_aggregates_together_and_gets_a_receipt() {
            UnitOfWork<?> committed = inUnitOfWork(none(), unit -> {
                store.publish(published(one, 0));
                store.publish(published(other, 0), withdrawn(one, 1));
            });
            AppendReceipt receipt = committed.getResource(AppendReceipt.RESOURCE);
            assertThat(receipt.at()).isEqualTo(new LogPosition(1, 3));
            assertThat(log.log().last()).isEqualTo(receipt.at());
        }

        @Test
        void leaves_nothing_when_one_of_its_streams_has_moved_on() {
            inUnitOfWork(none(), unit -> store.publish(published(one, 0)));
            assertThatThrownBy(() -> inUnitOfWork(none(), unit -> store.publish(published(other, 0), published(one, 0))))
                    .isInstanceOf(ConcurrencyException.class);
            assertThat(log.log().readStream(other.value())).isEmpty();
        }

        @Test
        void leaves_nothing_when_it_fails_while_it_prepares() {
            assertThatThrownBy(() -> inUnitOfWork(none(), unit -> {
                store.publish(published(one, 0));
                unit.onPrepareCommit(preparing -> {
                    throw new IllegalStateException("changed my mind");
                });
            })).hasMessage("changed my mind");
            assertThat(log.log().last().position()).isZero();
        }

        @Test
        void sees_its_own_events_before_they_are_committed() {
            inUnitOfWork(none(), unit -> {
                store.publish(published(one, 0));
                assertThat(store.readEvents(one.value()).asStream()).hasSize(1);
                assertThat(store.lastSequenceNumberFor(one.value())).contains(0L);
            });
        }

        @Test
        void is_told_what_its_key_did_the_first_time() {
            AppendAttachments once = new AppendAttachments(new IdempotencyKey("s", "k", "print", "lst_x"), List.of());
            inUnitOfWork(once, unit -> store.publish(published(one, 0)));
            assertThatThrownBy(() -> inUnitOfWork(once, unit -> store.publish(published(other, 0))))
                    .isInstanceOfSatisfying(KeyTakenException.class, taken -> {
                        assertThat(taken.committed().stream()).isEqualTo(one.value());
                        assertThat(taken.committed().version()).isZero();
                        assertThat(taken.committed().at().position()).isEqualTo(1);
                        assertThat(taken.committed().resourceId()).isEqualTo("lst_x");
                    });
        }

        @Test
        void is_told_which_kind_of_claim_another_holds() {
            inUnitOfWork(claiming(one), unit -> store.publish(published(one, 0)));
            assertThatThrownBy(() -> inUnitOfWork(claiming(other), unit -> store.publish(published(other, 0))))
                    .isInstanceOfSatisfying(ClaimTakenException.class, taken -> assertThat(taken.kind()).isEqualTo("email"));
        }

        private AppendAttachments claiming(ListingId holder) {
            return new AppendAttachments(null, List.of(new Claim("email", "h", holder)));
        }
    }

    @Nested
    class A_stream {

        @Test
        void gives_what_there_is_and_waits_for_what_another_node_appends() throws Exception {
            LogEventStore anotherNode = newNode();
            append(anotherNode, 3);
            try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(null)) {
                assertThat(next(stream)).isEqualTo(1);
                assertThat(next(stream)).isEqualTo(2);
                assertThat(next(stream)).isEqualTo(3);
                assertThat(stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
                append(anotherNode, 1);
                assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
                assertThat(stream.peek()).isPresent();
                assertThat(next(stream)).isEqualTo(4);
            }
        }

        @Test
        void goes_on_after_its_token() throws Exception {
            append(store, 5);
            try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(LogToken.of(new LogPosition(1, 3)))) {
                assertThat(next(stream)).isEqualTo(4);
            }
            try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(store.createHeadToken())) {
                assertThat(stream.hasNextAvailable()).isFalse();
            }
        }

        @Test
        void delivers_the_whole_envelope() throws Exception {
            append(store, 1);
            try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(null)) {
                assertThat(RecordedEventMessage.recordedEvent(stream.nextAvailable())).isEqualTo(log.log().read(0, 1).getFirst());
            }
        }

        @Test
        void is_refused_to_who_has_seen_what_is_lost() {
            append(store, 2);
            log.jdbc().queryForObject("select start_epoch('promoted')", Integer.class);
            assertThatThrownBy(() -> store.openStream(LogToken.of(new LogPosition(1, 3)))).isInstanceOf(AheadOfLogException.class);
        }

        @Test
        void stops_before_an_event_that_this_code_does_not_know() throws Exception {
            append(store, 3);
            log.jdbc().update("update event set type_version = 9 where position = 3");
            try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(null)) {
                assertThat(next(stream)).isEqualTo(1);
                assertThat(next(stream)).isEqualTo(2);
                assertThatThrownBy(() -> stream.hasNextAvailable()).hasMessageContaining("listing.published v9");
            }
        }
    }

    @Nested
    class Streaming_processors {

        private static final int EVENTS = 3_000;

        @Test
        void handle_every_event_once_and_in_order_while_two_nodes_append() {
            List<Long> first = process("view.first", store);
            List<Long> second = process("view.second", newNode());
            Thread writer = Thread.ofVirtual().start(() -> append(newNode(), EVENTS / 2));
            append(store, EVENTS / 2);
            List<Long> late = process("view.late", store);

            List<Long> all = LongStream.rangeClosed(1, EVENTS).boxed().toList();
            await().atMost(2, TimeUnit.MINUTES).untilAsserted(() -> {
                assertThat(first).hasSizeGreaterThanOrEqualTo(EVENTS);
                assertThat(second).hasSizeGreaterThanOrEqualTo(EVENTS);
                assertThat(late).hasSizeGreaterThanOrEqualTo(EVENTS);
            });
            assertThat(writer.isAlive()).isFalse();
            assertThat(first).isEqualTo(all);
            assertThat(second).isEqualTo(all);
            assertThat(late).isEqualTo(all);
        }

        private List<Long> process(String name, LogEventStore node) {
            List<Long> handled = Collections.synchronizedList(new ArrayList<>());
            EventMessageHandler handler = message -> {
                handled.add(RecordedEventMessage.recordedEvent(message).position());
                return null;
            };
            PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                    .name(name)
                    .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(new Handler(handler)).build())
                    .messageSource(node)
                    .tokenStore(new InMemoryTokenStore())
                    .transactionManager(NoTransactionManager.INSTANCE)
                    .coordinatorExecutor(java.util.concurrent.Executors.newScheduledThreadPool(1))
                    .workerExecutor(java.util.concurrent.Executors.newScheduledThreadPool(1))
                    .initialSegmentCount(1)
                    .initialToken(source -> source.createTailToken())
                    .build();
            processor.start();
            log.closedAtTheEnd(processor::shutDown);
            return handled;
        }
    }

    @Test
    void subscribing_processors_are_refused() {
        assertThatThrownBy(() -> store.subscribe(events -> {})).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void an_event_that_does_not_say_whose_it_is_is_refused() {
        ListingId listing = ListingId.next();
        assertThatThrownBy(() -> store.publish(
                new GenericDomainEventMessage<>("listing", listing.value(), 0, new ListingEvent.Published(listing))))
                .hasMessageContaining("says nothing about its owner");
    }

    /** What Axon looks for in an object with handlers. */
    record Handler(EventMessageHandler handler) {
        @org.axonframework.eventhandling.EventHandler
        void on(EventMessage<?> message) throws Exception {
            handler.handle(message);
        }
    }

    private LogEventStore newNode() {
        LogStorageEngine engine = log.newEngine(TestLog.JSON, Map.of());
        return LogEventStore.of(engine, log.newSignal());
    }

    private static AppendAttachments none() {
        return new AppendAttachments(null, List.of());
    }

    private static UnitOfWork<?> inUnitOfWork(AppendAttachments attachments, Consumer<UnitOfWork<?>> work) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
        unit.resources().put(AppendAttachments.RESOURCE, attachments);
        try {
            work.accept(unit);
        } catch (RuntimeException | Error e) {
            unit.rollback(e);
            throw e;
        }
        unit.commit();
        return unit;
    }

    private static void append(LogEventStore node, int events) {
        for (int i = 0; i < events; i++) {
            node.publish(published(ListingId.next(), 0));
        }
    }

    private static long next(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        return stream.nextAvailable().trackingToken().position().orElseThrow();
    }

    private static DomainEventMessage<?> published(ListingId listing, long version) {
        return message(listing, version, new ListingEvent.Published(listing));
    }

    private static DomainEventMessage<?> withdrawn(ListingId listing, long version) {
        return message(listing, version, new ListingEvent.Withdrawn(listing));
    }

    private static DomainEventMessage<?> message(ListingId listing, long version, ListingEvent event) {
        return new GenericDomainEventMessage<>("listing", listing.value(), version, event, Map.of(
                EnvelopeMetadata.OWNER, TestLog.OWNER.value(),
                EnvelopeMetadata.PARTIES, TestLog.OWNER.value(),
                EnvelopeMetadata.ACTOR_KIND, "account",
                EnvelopeMetadata.ACTOR_ID, TestLog.OWNER.value()));
    }
}
