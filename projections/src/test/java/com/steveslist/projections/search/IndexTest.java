package com.steveslist.projections.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.RetiredEventType;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.relay.EventTopic;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.RecordedEventJson;
import com.steveslist.infra.serialization.StoredEvent;
import com.steveslist.projections.topic.PassedPositions;
import com.steveslist.projections.topic.RelayedLog;
import com.steveslist.projections.topic.TopicFollower;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.search.ListingIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final AccountId SELLER = AccountId.next();
    private static final String CONSUMER = ListingIndexer.CONSUMER;

    private final String group = "index-" + UUID.randomUUID();
    private RelayedLog log;
    private TopicFollower index;

    @BeforeEach
    void begin() throws Exception {
        log = new RelayedLog();
        deleteIndex();
        index = newIndex();
        index.start();
    }

    @AfterEach
    void end() {
        index.stop();
        log.close();
    }

    @Test
    void a_document_follows_its_listing() throws Exception {
        ListingId id = publish("Desk", 3);
        CheckoutId kept = CheckoutId.next();
        CheckoutId given = CheckoutId.next();
        LogPosition at = log.append(id.value(), SELLER, Instant.now(), reserved(id, kept, 2), reserved(id, given, 1),
                new ListingEvent.Released(id, given, 1), new ListingEvent.Sold(id, kept, OrderId.next(), 2));
        awaitApplied(at);
        ListingDocument document = document(id);
        assertThat(document.quantityAvailable()).isEqualTo(1);
        assertThat(document.sold()).isEqualTo(2);
        assertThat(document.reserved()).isZero();
        assertThat(document.status()).isEqualTo("published");
        assertThat(document.version()).isEqualTo(5);
        assertThat(document.at()).isEqualTo(at);
    }

    @Test
    void what_is_applied_is_visible_to_searches() throws Exception {
        LogPosition at = LogPosition.START;
        for (int i = 0; i < 300; i++) {
            ListingId id = ListingId.next();
            at = log.append(id.value(), SELLER, Instant.now(), drafted(id, "Lamp " + i, 1), new ListingEvent.Published(id));
        }
        awaitApplied(at);
        assertThat(Market.CLIENT.count(count -> count.index(ListingIndex.ALIAS)).count()).isEqualTo(300);
    }

    @Test
    void a_new_index_is_filled_from_the_beginning() throws Exception {
        List<ListingId> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(publish("Chair " + i, 1));
        }
        awaitApplied(log.log().last());
        index.stop();
        deleteIndex();
        index = newIndex();
        index.start();
        await().atMost(SOON).ignoreExceptions()
                .untilAsserted(() -> assertThat(Market.STORE.find(ids.stream().map(ListingId::value).toList())).hasSize(20));
    }

    @Test
    void an_index_that_stopped_goes_on_where_it_was() throws Exception {
        ListingId id = publish("Table", 1);
        awaitApplied(log.log().last());
        index.stop();
        LogPosition at = log.append(id.value(), SELLER, Instant.now(), new ListingEvent.Withdrawn(id));
        index = newIndex();
        index.start();
        awaitApplied(at);
        assertThat(document(id).status()).isEqualTo("withdrawn");
    }

    @Test
    void what_cannot_be_applied_is_parked_and_stops_nothing_else() throws Exception {
        ListingId bad = publish("Bad", 1);
        ListingId good = publish("Good", 1);
        awaitApplied(log.log().last());
        index.stop();
        log.jdbc().update("insert into consumer.parked_event (consumer, lane, position, type, cause) values (?, ?, 1, 'x', 'a test')",
                CONSUMER, bad.value());
        index = newIndex();
        index.start();
        log.append(bad.value(), SELLER, Instant.now(), new ListingEvent.Withdrawn(bad));
        LogPosition at = log.append(good.value(), SELLER, Instant.now(), new ListingEvent.Withdrawn(good));
        awaitApplied(at);
        assertThat(document(good).status()).isEqualTo("withdrawn");
        assertThat(document(bad).status()).isEqualTo("published");
        assertThat(log.jdbc().queryForList("select type from consumer.parked_event where lane = ? order by position", String.class,
                bad.value())).containsExactly("x", "listing.withdrawn");
    }

    @Test
    void an_event_of_an_unknown_type_stops_the_index_in_front_of_it_until_a_node_runs_that_knows_it() throws Exception {
        ListingId listing = publish("Radio", 1);
        LogPosition before = log.log().last();
        awaitApplied(before);
        log.appendUnknown("listing.exploded", listing.value(), SELLER, new ListingEvent.Withdrawn(listing));
        LogPosition behind = log.append(listing.value(), SELLER, Instant.now(), new ListingEvent.Published(listing));
        ListingId other = publish("Lamp", 1);

        await().atMost(SOON).untilAsserted(() -> assertThat(failure()).contains("cannot read listing.exploded v1", "upgrade"));
        assertThat(log.applied(CONSUMER)).isEqualTo(before.position());
        assertThat(document(listing).at()).isEqualTo(before);
        assertThat(log.jdbc().queryForList("select lane from consumer.parked_event", String.class)).isEmpty();

        EventJson later = new EventJson(EventCatalog.current(), Stream.concat(EventCatalog.retired().stream(), Stream.of(
                new RetiredEventType<>("listing.exploded", 1, ListingEvent.Withdrawn.class, event -> event))).toList());
        TopicFollower upgraded = newIndex(later);
        upgraded.start();
        try {
            awaitApplied(log.log().last());
            assertThat(document(listing).at()).isEqualTo(behind);
            assertThat(document(other).status()).isEqualTo("published");
            await().atMost(SOON).untilAsserted(() -> assertThat(failure()).isNull());
        } finally {
            upgraded.stop();
        }
    }

    @Test
    void a_document_that_Elasticsearch_will_never_take_is_parked_with_its_reason() throws Exception {
        ListingId nowhere = ListingId.next();
        ListingDetails beyondThePole = new ListingDetails("Lamp", null, "furniture", List.of(), Money.of(100, "usd"), "US", "Boston",
                123.0, 4.0, Map.of(), List.of());
        log.append(nowhere.value(), SELLER, Instant.now(), new ListingEvent.Drafted(nowhere, SELLER, beyondThePole, 1));
        ListingId good = publish("Good", 1);

        awaitApplied(log.log().last());
        assertThat(document(good).status()).isEqualTo("published");
        assertThat(log.jdbc().queryForList("select lane || ' ' || type || ' ' || cause from consumer.parked_event", String.class))
                .singleElement().asString().startsWith(nowhere.value() + " listing.drafted ").contains("document_parsing_exception");
    }

    @Test
    void a_record_that_is_no_event_of_the_log_is_parked_and_its_partition_goes_on() throws Exception {
        ListingId bad = publish("Bad", 1);
        ListingId good = publish("Good", 1);
        awaitApplied(log.log().last());
        int partition = EventTopic.partitionOf(good.value());
        RelayedLog.poison(partition, null, "no key, no headers, no JSON");
        RelayedLog.poison(partition, null, null);
        RelayedLog.poison(EventTopic.partitionOf(bad.value()), bad.value(), "{}");
        log.append(bad.value(), SELLER, Instant.now(), new ListingEvent.Withdrawn(bad));
        LogPosition at = log.append(good.value(), SELLER, Instant.now(), new ListingEvent.Withdrawn(good));

        awaitApplied(at);
        assertThat(document(good).status()).isEqualTo("withdrawn");
        assertThat(document(bad).status()).as("what lies behind a poisoned record of its own").isEqualTo("published");
        assertThat(log.jdbc().queryForList("select lane || ' ' || type from consumer.parked_event order by position", String.class))
                .containsExactlyInAnyOrder(
                        "no key unreadable", "no key unreadable", bad.value() + " unreadable", bad.value() + " listing.withdrawn");
    }

    @Test
    void a_record_of_an_unknown_type_that_the_log_has_not_stops_nothing() throws Exception {
        ListingId bad = publish("Bad", 1);
        ListingId good = publish("Good", 1);
        awaitApplied(log.log().last());
        StoredEvent last = log.log().readStored(1, 1).getFirst();
        EventEnvelope e = last.envelope();
        log.forge(new StoredEvent(new EventEnvelope(new LogPosition(1, 1_000), bad.value(), 2, "evt_forged", "listing.exploded", 1,
                e.recordedAt(), e.occurredAt(), e.owner(), e.parties(), e.actor(), null, null, null, Map.of()), last.payload()));

        awaitApplied(log.append(good.value(), SELLER, Instant.now(), new ListingEvent.Withdrawn(good)));
        assertThat(document(good).status()).isEqualTo("withdrawn");
        await().atMost(SOON).untilAsserted(() -> assertThat(log.jdbc().queryForList(
                "select lane || ' ' || type from consumer.parked_event", String.class)).containsExactly(bad.value() + " listing.exploded"));
    }

    @Test
    void a_document_with_a_gap_is_made_anew_from_the_log() throws Exception {
        ListingId id = publish("Sofa", 1);
        awaitApplied(log.log().last());
        Market.CLIENT.delete(delete -> delete.index(ListingIndex.NAME).id(id.value()));
        // Elasticsearch remembers a deletion for a while as a version of its own.
        publish("Another", 1);
        LogPosition at = log.append(id.value(), SELLER, Instant.now(), new ListingEvent.Withdrawn(id));
        awaitApplied(at);
        assertThat(document(id).name()).isEqualTo("Sofa");
        assertThat(document(id).version()).isEqualTo(2);
    }

    @Test
    void what_a_promotion_took_back_is_in_no_document_any_more() throws Exception {
        ListingId kept = publish("Kept", 1);
        long end = log.log().last().position();
        log.append(kept.value(), SELLER, Instant.now(), new ListingEvent.Withdrawn(kept));
        ListingId lost = publish("Lost", 1);
        awaitApplied(log.log().last());
        assertThat(document(kept).status()).isEqualTo("withdrawn");

        log.takeBack(end);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(document(kept).status()).isEqualTo("published");
            assertThat(Market.STORE.find(List.of(lost.value()))).isEmpty();
        });
        LogPosition at = log.append(kept.value(), SELLER, Instant.now(), new ListingEvent.Removed(kept, "a test"));
        assertThat(at).isEqualTo(new LogPosition(2, end + 1));
        await().atMost(SOON).untilAsserted(() -> assertThat(document(kept).status()).isEqualTo("removed"));
        assertThat(document(kept).at()).isEqualTo(at);
        index.stop();
        deleteIndex();
        index = newIndex();
        index.start();
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(document(kept).at()).isEqualTo(at));
        assertThat(Market.STORE.find(List.of(lost.value()))).isEmpty();
    }

    @Test
    void what_was_told_of_an_index_that_is_lost_is_void() throws Exception {
        publish("Radio", 1);
        awaitApplied(log.log().last());
        index.stop();
        deleteIndex();

        serving().open();

        assertThat(log.applied(CONSUMER)).isZero();
        index = newIndex();
        index.start();
        awaitApplied(log.log().last());
    }

    private ServingIndex serving() {
        return serving(new EventJson());
    }

    private ServingIndex serving(EventJson forms) {
        return new ServingIndex(Market.CLIENT, new ReadModelCopies(log.dataSource()), new RecordedEventJson(forms),
                new EventLog(log.dataSource(), forms), log.ledger());
    }

    private TopicFollower newIndex() {
        return newIndex(new EventJson());
    }

    /** @param forms that its node knows */
    private TopicFollower newIndex(EventJson forms) {
        return new TopicFollower(CONSUMER, () -> new IndexSession(RelayedLog.kafka(), group, serving(forms),
                new PassedPositions(CONSUMER, EventTopic.ensure(RelayedLog.kafka()), log.progress(), log.ledger())), log.ledger());
    }

    private @Nullable String failure() {
        return log.jdbc().queryForObject("select failure from consumer.progress where consumer = ?", String.class, CONSUMER);
    }

    private void awaitApplied(LogPosition at) {
        await().atMost(SOON).until(() -> log.applied(CONSUMER) >= at.position());
    }

    private ListingId publish(String name, long quantity) {
        ListingId id = ListingId.next();
        log.append(id.value(), SELLER, Instant.now(), drafted(id, name, quantity), new ListingEvent.Published(id));
        return id;
    }

    private static ListingDocument document(ListingId id) throws Exception {
        return Objects.requireNonNull(Market.STORE.find(List.of(id.value())).get(id.value()));
    }

    private static void deleteIndex() throws Exception {
        Market.CLIENT.indices().delete(delete -> delete.index(ListingIndex.NAME).ignoreUnavailable(true));
    }

    private static ListingEvent drafted(ListingId id, String name, long quantity) {
        return new ListingEvent.Drafted(id, SELLER, details(name), quantity);
    }

    private static ListingEvent reserved(ListingId id, CheckoutId checkout, long quantity) {
        return new ListingEvent.Reserved(id, checkout, AccountId.next(), SELLER,
                new OrderItem(id, "Desk", quantity, Money.of(100, "usd"), "furniture", List.of(), "US", "Boston"));
    }

    private static ListingDetails details(String name) {
        return new ListingDetails(name, null, "furniture", List.of(), Money.of(100, "usd"), "US", "Boston", null, null, Map.of(),
                List.of());
    }
}
