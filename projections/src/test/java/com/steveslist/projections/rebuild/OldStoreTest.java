package com.steveslist.projections.rebuild;

import static com.steveslist.projections.rebuild.LiveViews.VIEW;
import static com.steveslist.projections.rebuild.LiveViews.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.money.Money;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.query.history.HistoryNotKeptException;
import com.steveslist.query.history.Moment;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.store.ViewTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that a version without history has filled. */
class OldStoreTest {

    private static final AccountId SELLER = AccountId.next();

    private final LiveViews live = new LiveViews();
    private final ListingId id = ListingId.next();
    private long filled;

    @AfterEach
    void end() {
        live.close();
    }

    /** The views' schema as that version left it, and then the migration of this one. */
    @BeforeEach
    void filled_by_the_version_before() {
        live.startNode();
        live.append(Stream.of(
                event(id.value(), 0, SELLER, new ListingEvent.Drafted(id, SELLER, details("Lamp"), 2)),
                event(id.value(), 1, SELLER, new ListingEvent.Published(id))));
        filled = live.append(Stream.of(event(id.value(), 2, SELLER, new ListingEvent.Changed(id, details("Lesser lamp"), 2)))).position();
        live.awaitCaughtUp();
        for (String noun : List.of("listing", "order", "checkout", "payment", "refund", "account")) {
            live.jdbc().execute("drop table views." + noun + "_history");
            live.jdbc().execute("alter table views.\"" + noun + "\" drop column since");
        }
        live.jdbc().execute("drop table views.history");
        live.jdbc().execute("drop index views.order_open_of_seller, views.checkout_under_way, views.listing_public_seller");
        live.jdbc().execute("delete from views.flyway_schema_history where version in ('21', '22')");
        Pools.migrate(live.database.url(), live.database.user(), live.database.password(), "views", "classpath:db/views");
    }

    private static ListingDetails details(String name) {
        return new ListingDetails(
                name, null, "lamps", List.of(), Money.of(900, "usd"), "US", "Reno", null, null, Map.of(), List.of());
    }

    /** Looks anew each time: a reader trusts for some seconds in what it knows of a view's history. */
    private String nameAt(long position) {
        ListingViews listings =
                new ListingViews(new ViewTable<>(live.dataSource, ListingViews.TABLE, ListingView.class).keptBy(VIEW));
        return listings.at(new Moment(new LogPosition(1, position), Instant.now())).find(id).orElseThrow().details().name();
    }

    @Test
    void is_known_from_the_migration_on_and_what_was_before_is_refused() {
        long changed = live.append(Stream.of(event(id.value(), 3, SELLER, new ListingEvent.Changed(id, details("Junk"), 2)))).position();
        live.awaitCaughtUp();

        assertThat(nameAt(filled)).isEqualTo("Lesser lamp");
        assertThat(nameAt(changed)).isEqualTo("Junk");
        assertThatExceptionOfType(HistoryNotKeptException.class).isThrownBy(() -> nameAt(filled - 1))
                .satisfies(refused -> assertThat(refused.fromPosition()).isEqualTo(filled));
    }

    @Test
    void is_known_from_its_first_event_on_after_a_rebuild() {
        assertThat(live.rebuild().build(true)).isZero();

        assertThat(live.told()).contains("history is made from the first event");
        assertThat(nameAt(filled - 1)).isEqualTo("Lamp");
        assertThat(nameAt(1)).isEqualTo("Lamp");
        assertThat(nameAt(filled)).isEqualTo("Lesser lamp");
    }
}
