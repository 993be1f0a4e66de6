package com.steveslist.projections.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.store.ViewTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ViewsTest {

    private static final AccountId SELLER = AccountId.next();
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final Map<String, Long> versions = new HashMap<>();
    private long position;
    private ViewProjector<ListingView> projector;
    private ListingViews listings;
    private ListingViews remembering;
    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

    @BeforeEach
    void empty_views() {
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase("views", List.of("views"));
        dataSource.setUrl(database.url());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        ViewTable<ListingView> table = new ViewTable<>(dataSource, ListingViews.TABLE, ListingView.class);
        projector = new ViewProjector<>(ListingViews.CONSUMER, table, new ListingProjection());
        listings = new ListingViews(table);
        remembering = new ListingViews(ViewTable.remembering(dataSource, ListingViews.TABLE, ListingView.class));
    }

    @Nested
    class A_remembered_listing {

        private final ListingId id = ListingId.next();
        private final ListingFilter all = new ListingFilter(
                null, SELLER, Set.of(), null, List.of(), null, null, null, null, null, null, null);

        private ListingView at(long place) {
            return remembering.row(id, new LogPosition(1, place)).orElseThrow().view();
        }

        private ListingView listed() {
            return remembering.list(all, List.of(), new PageRequest(10, null, false, null)).items().getFirst();
        }

        @Test
        void is_shown_from_memory_only_up_to_the_place_at_which_it_was_read() {
            projector.apply(List.of(
                    recorded(id.value(), new ListingEvent.Drafted(id, SELLER, details("TV", 1_000), 10)),
                    recorded(id.value(), new ListingEvent.Published(id))));
            ListingView first = at(2);
            projector.apply(List.of(recorded(id.value(), new ListingEvent.Changed(id, details("Better TV", 2_000), 10))));

            assertThat(at(2)).isSameAs(first);
            assertThat(at(3).details().name()).isEqualTo("Better TV");
            assertThat(at(3)).isSameAs(at(2));
            assertThat(at(99)).isSameAs(at(3));
        }

        @Test
        void is_never_an_older_one_in_a_list_and_what_a_list_read_is_remembered() {
            projector.apply(List.of(
                    recorded(id.value(), new ListingEvent.Drafted(id, SELLER, details("TV", 1_000), 10)),
                    recorded(id.value(), new ListingEvent.Published(id))));
            assertThat(listed()).isSameAs(listed()).isSameAs(at(2));
            projector.apply(List.of(recorded(id.value(), new ListingEvent.Changed(id, details("Better TV", 2_000), 10))));

            assertThat(listed().details().name()).isEqualTo("Better TV");
            assertThat(at(3)).isSameAs(listed());
        }

        @Test
        void is_not_the_one_of_a_table_that_another_has_taken_the_place_of() {
            projector.apply(List.of(recorded(id.value(), new ListingEvent.Drafted(id, SELLER, details("Wrong TV", 1_000), 10))));
            assertThat(at(1)).isSameAs(at(1));

            JdbcClient.create(dataSource).sql("""
                    create schema aside;
                    alter table views.listing set schema aside;
                    create table views.listing (like aside.listing including all);
                    insert into views.listing (id, body, epoch, position)
                    select id, replace(body::text, 'Wrong TV', 'Right TV')::jsonb, epoch, position from aside.listing""").update();

            assertThat(at(2).details().name()).isEqualTo("Right TV");
            assertThat(at(2)).isSameAs(at(1));
        }

        @Test
        void that_does_not_exist_is_looked_for_each_time() {
            assertThat(remembering.row(id, new LogPosition(1, 5))).isEmpty();
            projector.apply(List.of(recorded(id.value(), new ListingEvent.Drafted(id, SELLER, details("TV", 1_000), 10))));
            assertThat(remembering.row(id, new LogPosition(1, 5))).isPresent();
        }
    }

    @Nested
    class A_listing {

        private final ListingId id = ListingId.next();

        @Test
        void shows_what_was_said_and_how_many_can_be_had() {
            CheckoutId checkout = CheckoutId.next();
            projector.apply(List.of(
                    recorded(id.value(), new ListingEvent.Drafted(id, SELLER, details("TV", 1_000), 10)),
                    recorded(id.value(), new ListingEvent.Published(id)),
                    recorded(id.value(), new ListingEvent.Reserved(id, checkout, AccountId.next(), SELLER, item(id, 3))),
                    recorded(id.value(), new ListingEvent.Sold(id, checkout, OrderId.next(), 3)),
                    recorded(id.value(), new ListingEvent.Changed(id, details("Better TV", 2_000), 12))));

            ListingView view = listings.find(id).orElseThrow();
            assertThat(view.status()).isEqualTo("published");
            assertThat(view.details()).isEqualTo(details("Better TV", 2_000));
            assertThat(view.quantity()).isEqualTo(12);
            assertThat(view.quantityAvailable()).isEqualTo(9);
            assertThat(view.version()).isEqualTo(4);
            assertThat(view.createdAt()).isEqualTo(START.plusSeconds(1));
            assertThat(view.updatedAt()).isEqualTo(START.plusSeconds(5));
        }

        @Test
        void is_not_touched_again_by_an_event_that_it_has_seen() {
            RecordedEvent drafted = recorded(id.value(), new ListingEvent.Drafted(id, SELLER, details("TV", 1_000), 10));
            RecordedEvent reserved = recorded(
                    id.value(), new ListingEvent.Reserved(id, CheckoutId.next(), AccountId.next(), SELLER, item(id, 3)));
            projector.apply(List.of(drafted, reserved));
            projector.apply(List.of(drafted, reserved));

            assertThat(listings.find(id).orElseThrow().quantityAvailable()).isEqualTo(7);
        }

        @Test
        void whose_beginning_is_missing_is_an_error() {
            RecordedEvent published = recorded(id.value(), new ListingEvent.Published(id));

            assertThatIllegalStateException()
                    .isThrownBy(() -> projector.apply(List.of(published)))
                    .withMessageContaining(id.value());
        }
    }

    @Nested
    class A_list {

        @Test
        void is_paged_to_its_end_while_rows_are_inserted_and_shows_every_old_row_once() {
            List<ListingId> old = publish(25, "old");
            List<ListingView> seen = new ArrayList<>();
            PageRequest request = PageRequest.first(4);
            Page<ListingView> page;
            do {
                page = listings.list(everything(null), List.of(new SortKey("price_amount", false)), request);
                seen.addAll(page.items());
                publish(1, "new");
                request = new PageRequest(4, page.next(), false, null);
            } while (page.hasMore());

            assertThat(seen.stream().filter(view -> view.details().name().startsWith("old")).map(ListingView::id))
                    .containsExactlyElementsOf(old);
            assertThat(seen.stream().map(ListingView::id)).doesNotHaveDuplicates();
        }

        @Test
        void goes_back_to_the_page_before() {
            publish(10, "thing");
            Page<ListingView> first = listings.list(everything(null), List.of(), PageRequest.first(3));
            Page<ListingView> second = listings.list(everything(null), List.of(), new PageRequest(3, first.next(), false, null));
            Page<ListingView> back = listings.list(everything(null), List.of(), new PageRequest(3, second.previous(), true, null));

            assertThat(back.items()).isEqualTo(first.items());
            assertThat(back.previous()).isNull();
            assertThat(back.hasMore()).isTrue();
        }

        @Test
        void with_an_offset_tells_how_many_there_are() {
            publish(10, "thing");
            Page<ListingView> page = listings.list(everything(null), List.of(), new PageRequest(3, null, false, 8));

            assertThat(page.items()).hasSize(2);
            assertThat(page.total()).isEqualTo(10);
        }

        @Test
        void shows_drafts_to_their_seller_only() {
            ListingId draft = ListingId.next();
            projector.apply(List.of(recorded(draft.value(), new ListingEvent.Drafted(draft, SELLER, details("TV", 1), 1))));

            assertThat(listings.list(everything(null), List.of(), PageRequest.first(10)).items()).isEmpty();
            assertThat(listings.list(everything(AccountId.next()), List.of(), PageRequest.first(10)).items()).isEmpty();
            assertThat(listings.list(everything(SELLER), List.of(), PageRequest.first(10)).items()).hasSize(1);
        }

        @Test
        void filters_by_label_without_regard_to_case_and_by_price() {
            publish(5, "thing");
            ListingFilter matching = new ListingFilter(
                    null, SELLER, Set.of("published"), "electronics", List.of("ELECTRONICS"), "San Francisco", "US",
                    1L, 3L, START, START.plusSeconds(3_600), START);

            assertThat(listings.list(matching, List.of(), PageRequest.first(10)).items()).hasSize(3);
        }
    }

    /** Cheapest first. */
    private List<ListingId> publish(int count, String name) {
        List<ListingId> ids = new ArrayList<>();
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ListingId id = ListingId.next();
            ids.add(id);
            events.add(recorded(id.value(), new ListingEvent.Drafted(id, SELLER, details(name + " " + i, i), 1)));
            events.add(recorded(id.value(), new ListingEvent.Published(id)));
        }
        projector.apply(events);
        return ids;
    }

    private static ListingFilter everything(@Nullable AccountId viewer) {
        return new ListingFilter(viewer, null, Set.of(), null, List.of(), null, null, null, null, null, null, null);
    }

    private static ListingDetails details(String name, long price) {
        return new ListingDetails(
                name, null, "electronics", List.of("Electronics"), Money.of(price, "usd"), "US", "San Francisco",
                37.77, -122.42, Map.of("colour", "black"), List.of());
    }

    private static OrderItem item(ListingId id, long quantity) {
        return new OrderItem(
                id, "TV", quantity, Money.of(1_000, "usd"), "electronics", List.of("Electronics"), "US", "San Francisco");
    }

    private RecordedEvent recorded(String stream, DomainEvent event) {
        position++;
        long version = versions.merge(stream, 0L, (known, first) -> known + 1);
        Instant at = START.plusSeconds(position);
        return new RecordedEvent(
                new EventEnvelope(
                        new LogPosition(1, position), stream, version, "evt_" + position,
                        EventCatalog.typeOf(event).name(), 1, at, at, SELLER, List.of(SELLER),
                        new Actor(Actor.Kind.ACCOUNT, SELLER.value()), "req", "req", null, Map.of()),
                event);
    }
}
