package com.steveslist.projections.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.query.history.HistoryNotKeptException;
import com.steveslist.query.history.Moment;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.order.OrderFilter;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.store.ViewTable;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What live reads showed after each event, reads as of that event show when everything has happened, in whatever batches it was applied. */
class HistoryTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final int EVENTS = 150;
    private static final List<AccountId> PEOPLE = List.of(AccountId.next(), AccountId.next(), AccountId.next());

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<String, Long> versions = new HashMap<>();
    private final List<RecordedEvent> log = new ArrayList<>();
    private final List<ListingId> listingIds = new ArrayList<>();
    private final List<OrderId> orderIds = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();

    @AfterEach
    void closed() {
        stores.forEach(Store::close);
    }

    private Store store() {
        stores.add(new Store());
        return stores.getLast();
    }

    /** Views of both nouns in a database of their own. */
    private static final class Store implements AutoCloseable {

        private final HikariDataSource dataSource;
        private final ListingViews listings;
        private final OrderViews orders;
        private final List<LogConsumer> projectors;

        Store() {
            EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase("history", List.of("views", "consumer"));
            dataSource = Pools.pool(
                    "history", database.url(), database.user(), database.password(), null, 2, Duration.ofSeconds(30));
            listings = new ListingViews(
                    new ViewTable<>(dataSource, ListingViews.TABLE, ListingView.class).keptBy(ListingViews.CONSUMER));
            orders = new OrderViews(new ViewTable<>(dataSource, OrderViews.TABLE, OrderView.class).keptBy(OrderViews.CONSUMER));
            projectors = List.of(ViewDefinition.LISTING.projector(dataSource), ViewDefinition.ORDER.projector(dataSource));
        }

        JdbcClient sql() {
            return JdbcClient.create(dataSource);
        }

        @Override
        public void close() {
            dataSource.close();
        }

        void apply(List<RecordedEvent> events) {
            projectors.forEach(projector -> projector.apply(
                    events.stream().filter(event -> projector.lane(event).isPresent()).toList()));
        }
    }

    private record Readers(ListingViews listings, OrderViews orders) {}

    private interface Question extends Function<Readers, Object> {}

    @Test
    void every_read_as_of_a_position_is_what_it_was_then() {
        for (int i = 0; i < EVENTS; i++) {
            happen();
        }
        Map<String, Question> questions = questions();
        Store live = store();
        Map<Long, Map<String, Object>> answers = new LinkedHashMap<>();
        for (RecordedEvent event : log) {
            live.apply(List.of(event));
            answers.put(event.position(), ask(new Readers(live.listings, live.orders), questions));
        }
        Store later = store();
        inBatches(later);

        answers.forEach((position, then) -> {
            Moment moment = moment(position);
            Map<String, Object> asOf = ask(new Readers(later.listings.at(moment), later.orders.at(moment)), questions);
            then.forEach((question, answer) -> assertThat(asOf.get(question))
                    .as("seed %d, %s as of %d", seed, question, position)
                    .isEqualTo(answer));
        });
    }

    @Test
    void a_batch_that_is_applied_again_changes_nothing() {
        for (int i = 0; i < 60; i++) {
            happen();
        }
        Store store = store();
        inBatches(store);
        List<String> before = history(store);
        store.apply(log);
        store.apply(log.subList(0, 20));

        assertThat(history(store)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void what_was_before_history_was_kept_is_refused_and_what_held_then_is_known() {
        for (int i = 0; i < 40; i++) {
            happen();
        }
        Store store = store();
        inBatches(store);
        store.sql().sql("update views.history set from_position = 30").update();

        assertThatExceptionOfType(HistoryNotKeptException.class).isThrownBy(() -> store.listings.at(moment(29)))
                .satisfies(refused -> assertThat(refused.view()).isEqualTo("view.listing"));
        assertThat(store.listings.at(moment(30)).list(everything(null), List.of(), PageRequest.first(5)).items()).isNotNull();
    }

    @Test
    void a_clock_that_runs_ahead_hides_nothing() {
        Store store = store();
        ListingId ahead = ListingId.next();
        record(ahead.value(), new ListingEvent.Drafted(ahead, PEOPLE.getFirst(), details(1), 1), 86_400);
        record(ahead.value(), new ListingEvent.Published(ahead), 86_400);
        store.apply(log);

        assertThat(store.listings.at(moment(2)).list(everything(null), List.of(), PageRequest.first(5)).items())
                .extracting(ListingView::id)
                .containsExactly(ahead);
    }

    private void inBatches(Store store) {
        for (int from = 0; from < log.size();) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(40));
            store.apply(log.subList(from, to));
            from = to;
        }
    }

    private static List<String> history(Store store) {
        return Stream.of("listing", "order")
                .flatMap(noun -> store.sql()
                        .sql("select row_to_json(h)::text from views." + noun + "_history h order by id, position")
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    private Moment moment(long position) {
        return new Moment(new LogPosition(1, position), log.get((int) position - 1).envelope().recordedAt());
    }

    private static Map<String, Object> ask(Readers readers, Map<String, Question> questions) {
        Map<String, Object> answers = new LinkedHashMap<>();
        questions.forEach((name, question) -> answers.put(name, question.apply(readers)));
        return answers;
    }

    /** All but the place, which the page of then did not know of later ones. */
    private static List<Object> shown(Page<?> page) {
        return List.of(page.items(), String.valueOf(page.next()), String.valueOf(page.previous()), String.valueOf(page.total()));
    }

    private Map<String, Question> questions() {
        Map<String, Question> questions = new LinkedHashMap<>();
        PageRequest three = PageRequest.first(3);
        PageRequest offset = new PageRequest(3, null, false, 2);
        List<List<SortKey>> sorts = List.of(
                List.of(), List.of(new SortKey("created_at", false)), List.of(new SortKey("updated_at", true)),
                List.of(new SortKey("price_amount", false)), List.of(new SortKey("name", true), new SortKey("price_amount", false)));
        for (AccountId viewer : PEOPLE.subList(0, 2)) {
            sorts.forEach(sort -> questions.put("market of " + viewer + " by " + sort,
                    at -> shown(at.listings().list(everything(viewer), sort, three))));
        }
        questions.put("market", at -> shown(at.listings().list(everything(null), List.of(), offset)));
        questions.put("second page", at -> {
            Page<ListingView> first = at.listings().list(everything(null), List.of(), three);
            return shown(at.listings().list(everything(null), List.of(), new PageRequest(3, first.next(), false, null)));
        });
        questions.put("of a seller", at -> shown(at.listings().list(filter(null, PEOPLE.get(1), Set.of(), null, null), List.of(), three)));
        questions.put("withdrawn", at -> shown(
                at.listings().list(filter(PEOPLE.get(0), PEOPLE.get(0), Set.of("withdrawn"), null, null), List.of(), three)));
        questions.put("category", at -> shown(
                at.listings().list(filter(null, null, Set.of(), "books", null), List.of(), three)));
        questions.put("label, sold out", at -> shown(at.listings().list(new ListingFilter(
                null, null, Set.of("sold_out"), null, List.of("OLD"), "Reno", "US", 2L, 900L, null, null, null), List.of(), three)));
        questions.put("updated since", at -> shown(at.listings().list(
                filter(null, null, Set.of(), null, START.plusSeconds(60)), List.of(new SortKey("price_amount", true)), three)));
        questions.put("of each seller", at -> at.listings().listOfEach(PEOPLE, everything(PEOPLE.get(2)), List.of(), three).entrySet()
                .stream().collect(Collectors.toMap(Map.Entry::getKey, one -> shown(one.getValue()))));
        for (OrderFilter.Role role : OrderFilter.Role.values()) {
            questions.put("orders of " + role, at -> shown(at.orders().list(
                    new OrderFilter(PEOPLE.get(0), role, Set.of(), null, null, null, null), List.of(new SortKey("updated_at", true)),
                    offset)));
        }
        questions.put("orders", at -> shown(at.orders().list(
                new OrderFilter(PEOPLE.get(1), null, Set.of("shipped", "pending"), null, null, null, null), List.of(), three)));
        questions.put("orders of listings", at -> at.orders().listOfEach(PEOPLE.get(0), listingIds, three).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> shown(one.getValue()))));
        listingIds.subList(0, 3).forEach(id -> questions.put(id.value(), at -> at.listings().find(id)));
        orderIds.subList(0, 3).forEach(id -> questions.put(id.value(), at -> at.orders().find(id)));
        questions.put("all", at -> at.listings().findAll(listingIds));
        return questions;
    }

    private static ListingFilter everything(@Nullable AccountId viewer) {
        return filter(viewer, null, Set.of(), null, null);
    }

    private static ListingFilter filter(
            @Nullable AccountId viewer,
            @Nullable AccountId seller,
            Set<String> statuses,
            @Nullable String category,
            @Nullable Instant updatedSince) {
        return new ListingFilter(viewer, seller, statuses, category, List.of(), null, null, null, null, null, null, updatedSince);
    }

    /** Whatever, as long as the projections take it: they decide nothing. */
    private void happen() {
        int dice = random.nextInt(10);
        if (listingIds.size() < 5 || dice == 0) {
            ListingId id = ListingId.next();
            AccountId seller = someone();
            listingIds.add(id);
            record(id.value(), new ListingEvent.Drafted(id, seller, details(random.nextInt(1_000)), 1 + random.nextInt(5)), 0);
        } else if (orderIds.size() < 4 || dice == 1) {
            OrderId id = OrderId.next();
            orderIds.add(id);
            OrderItem item = item(any(listingIds));
            record(id.value(), new OrderEvent.Placed(
                    id, CheckoutId.next(), someone(), someone(), PaymentId.next(), List.of(item), item.total(), address()), 0);
        } else if (dice < 4) {
            OrderId id = any(orderIds);
            record(id.value(), switch (random.nextInt(4)) {
                case 0 -> new OrderEvent.Confirmed(id, CheckoutId.next(), START);
                case 1 -> new OrderEvent.Shipped(id, "Van", "V-1");
                case 2 -> new OrderEvent.Delivered(id, START);
                default -> new OrderEvent.Completed(id);
            }, random.nextInt(3));
        } else {
            ListingId id = any(listingIds);
            record(id.value(), switch (random.nextInt(8)) {
                case 0, 1 -> new ListingEvent.Published(id);
                case 2 -> new ListingEvent.Changed(id, details(random.nextInt(1_000)), 1 + random.nextInt(5));
                case 3 -> new ListingEvent.SoldOut(id);
                case 4 -> new ListingEvent.Withdrawn(id);
                default -> new ListingEvent.Reserved(id, CheckoutId.next(), someone(), someone(), item(id));
            }, random.nextInt(3));
        }
    }

    private AccountId someone() {
        return any(PEOPLE);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static ListingDetails details(int number) {
        return new ListingDetails("Thing " + number % 7, null, number % 3 == 0 ? "books" : "lamps",
                List.of(number % 2 == 0 ? "Old" : "New"),
                Money.of(1 + number, "usd"), "US", number % 5 == 0 ? "Elko" : "Reno", 37.77, -122.42, Map.of(), List.of());
    }

    private static OrderItem item(ListingId id) {
        return new OrderItem(id, "TV", 1, Money.of(1_000, "usd"), "lamps", List.of(), "US", "Reno");
    }

    private static ShippingAddress address() {
        EncryptedText text = new EncryptedText("enc1.acct_01jd3z00000000000000000002.abc");
        return new ShippingAddress(text, text, null, text, null, null, "US");
    }

    /** @param ahead seconds by which who decides is ahead of the log */
    private void record(String stream, DomainEvent event, int ahead) {
        long position = log.size() + 1;
        long version = versions.merge(stream, 0L, (known, first) -> known + 1);
        Instant at = START.plusSeconds(position);
        AccountId owner = PEOPLE.getFirst();
        log.add(new RecordedEvent(
                new EventEnvelope(
                        new LogPosition(1, position), stream, version, "evt_" + position, EventCatalog.typeOf(event).name(), 1, at,
                        at.plusSeconds(ahead), owner, List.of(owner), new Actor(Actor.Kind.ACCOUNT, owner.value()), "req", "req", null,
                        Map.of()),
                event));
    }
}
