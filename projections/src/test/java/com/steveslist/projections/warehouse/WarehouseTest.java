package com.steveslist.projections.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountEvent;
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
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.RecordedEventJson;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseTest {

    private static final Instant MONDAY = Instant.parse("2026-11-02T10:00:00Z");
    private static final long DAY = 86_400;
    private static final AccountId SELLER = AccountId.next();
    private static final AccountId BUYER = AccountId.next();

    @TempDir
    private Path directory;

    private final RecordedEventJson json = new RecordedEventJson(new EventJson());
    private final Map<String, Long> versions = new HashMap<>();
    private final List<ExportedEvent> events = new ArrayList<>();
    private WarehouseFiles files;
    private EventWriter writer;

    @BeforeEach
    void a_month_of_the_market() throws IOException, SQLException {
        files = new WarehouseFiles(directory);
        files.prepare();
        writer = new EventWriter(files);
        happened(MONDAY, SELLER.value(), new AccountEvent.Registered(SELLER, secret(SELLER), secret(SELLER)));
        happened(MONDAY, BUYER.value(), new AccountEvent.Registered(BUYER, secret(BUYER), secret(BUYER)));
        ListingId tv = listed(MONDAY, "Second-hand TV", "electronics", "San Francisco", List.of("Electronics"));
        listed(MONDAY.plusSeconds(DAY), "Radio", "electronics", "San Francisco", List.of("Electronics", "old"));
        listed(MONDAY.plusSeconds(DAY), "Chair", "furniture", "Oakland", List.of());
        OrderId order = OrderId.next();
        OrderItem item = new OrderItem(
                tv, "Second-hand TV", 2, Money.of(1_000, "usd"), "electronics", List.of("Electronics"), "US", "San Francisco");
        ShippingAddress address =
                new ShippingAddress(secret(BUYER), secret(BUYER), null, secret(BUYER), null, null, "US");
        happened(MONDAY.plusSeconds(2 * DAY), order.value(), new OrderEvent.Placed(
                order, CheckoutId.next(), BUYER, SELLER, PaymentId.next(), List.of(item), Money.of(2_000, "usd"), address));
        happened(MONDAY.plusSeconds(2 * DAY), order.value(),
                new OrderEvent.Confirmed(order, CheckoutId.next(), MONDAY.plusSeconds(9 * DAY)));
        happened(MONDAY.plusSeconds(3 * DAY), SELLER.value(),
                new AccountEvent.Changed(SELLER, new AccountEvent.Profile(secret(SELLER), secret(SELLER), "US", null, null)));
        RefundId refund = RefundId.next();
        Money half = Money.of(1_000, "usd");
        happened(MONDAY.plusSeconds(3 * DAY), refund.value(),
                new RefundEvent.Requested(refund, order, PaymentId.next(), BUYER, SELLER, half, null));
        happened(MONDAY.plusSeconds(4 * DAY), refund.value(), new RefundEvent.Succeeded(refund, order, half));
        export(events);
        new WarehouseTables(files).refresh();
    }

    @Test
    void says_how_many_listings_a_day_there_are_by_country_and_city() {
        assertThat(ask("""
                select created_at::date as day, country, city, count(*) as listings
                from listings group by all order by day, city
                """))
                .containsExactly(
                        List.of("2026-11-02", "US", "San Francisco", "1"),
                        List.of("2026-11-03", "US", "Oakland", "1"),
                        List.of("2026-11-03", "US", "San Francisco", "1"));
    }

    @Test
    void says_who_of_a_months_sign_ups_listed_within_90_days() {
        assertThat(ask("""
                select count(*) as signed_up, count(*) filter (where exists (
                    select 1 from listings l where l.seller_id = a.id and l.created_at < a.signed_up_at + interval 90 day)) as listed
                from accounts a where date_trunc('month', signed_up_at) = date '2026-11-01'
                """))
                .containsExactly(List.of("2", "1"));
    }

    @Test
    void says_where_people_live_now() {
        assertThat(ask("select id, country from accounts order by signed_up_at, country nulls last"))
                .containsExactly(List.of(SELLER.value(), "US"), Arrays.asList(BUYER.value(), null));
    }

    @Test
    void says_what_became_of_a_refund() {
        assertThat(ask("select status, amount, currency, created_at::date, updated_at::date from refunds"))
                .containsExactly(List.of("succeeded", "1000", "usd", "2026-11-05", "2026-11-06"));
    }

    @Test
    void says_how_much_money_a_category_makes_a_day() {
        assertThat(ask("""
                select i.ordered_at::date as day, i.category, i.currency, sum(i.total_amount) as amount
                from order_items i join orders o on o.id = i.order_id
                where o.status not in ('pending', 'cancelled') and i.ordered_at >= timestamp '2026-11-20' - interval 90 day
                group by all order by all
                """))
                .containsExactly(List.of("2026-11-04", "electronics", "usd", "2000"));
    }

    @Test
    void says_how_many_listings_a_day_in_san_francisco_have_a_label() {
        assertThat(ask("""
                select l.created_at::date as day, count(*) as listings
                from listings l join listing_labels b on b.listing_id = l.id
                where l.city = 'San Francisco' and lower(b.label) = 'electronics' group by 1 order by 1
                """))
                .containsExactly(List.of("2026-11-02", "1"), List.of("2026-11-03", "1"));
    }

    @Test
    void holds_ids_but_never_a_personal_value() {
        assertThat(ask("select count(*) from events where data like '%enc1.%'")).containsExactly(List.of("0"));
        assertThat(ask("select data ->> '$.account_id' from events where type = 'account.registered' order by position"))
                .containsExactly(List.of(SELLER.value()), List.of(BUYER.value()));
    }

    @Test
    void leaves_out_what_a_restore_took_back() throws SQLException {
        long end = events.size();
        files.write(new Epochs(List.of(new Epochs.Epoch(1, 1), new Epochs.Epoch(2, end - 1))));
        new WarehouseTables(files).refresh();
        assertThat(files.epochs().present()).isEqualTo(2);
        assertThat(ask("select max(position) from events")).containsExactly(List.of(String.valueOf(end - 2)));
        assertThat(ask("select count(*) from refunds")).containsExactly(List.of("0"));
    }

    @Test
    void knows_from_its_files_where_to_go_on() throws SQLException {
        assertThat(files.nextOffsets()).containsOnly(Map.entry(3, (long) events.size()));
        assertThat(writer.lastPositions()).containsOnly(Map.entry(3, new LogPosition(1, events.size())));
    }

    @Test
    void merges_many_small_files_and_reads_each_event_once_also_with_leftovers() throws SQLException, IOException {
        for (int i = 0; i < 30; i++) {
            ExportedEvent more = happened(
                    MONDAY.plusSeconds(2 * DAY), AccountId.next().value(),
                    new AccountEvent.Registered(BUYER, secret(BUYER), secret(BUYER)));
            writer.write(List.of(more), more.offset() + 1);
        }
        int before = files.eventFiles().size();
        ExportedEvent leftover = events.getLast();
        writer.compact();
        assertThat(files.eventFiles()).hasSizeLessThan(before - 20);

        writer.write(List.of(leftover), leftover.offset() + 1);
        assertThat(ask("select count(*), count(distinct position), min(position), max(position) from events"))
                .containsExactly(List.of("" + events.size(), "" + events.size(), "1", "" + events.size()));
    }

    @Test
    void answers_questions_only() {
        Warehouse warehouse = new Warehouse(directory);
        for (String sql : List.of(
                "drop view events", "copy events to '/tmp/x.csv'", "attach '/tmp/x.db'", "select 1; drop view events",
                "select * from read_csv('/etc/passwd')", "select nothing")) {
            assertThatIllegalArgumentException().as(sql).isThrownBy(() -> warehouse.ask(sql));
        }
    }

    private List<List<String>> ask(String sql) {
        return new Warehouse(directory).ask(sql).rows().stream().<List<String>>map(row -> new ArrayList<>(row)).toList();
    }

    /** A file a date, as the exporter does it. */
    private void export(List<ExportedEvent> all) throws SQLException {
        List<ExportedEvent> file = new ArrayList<>();
        for (ExportedEvent event : all) {
            if (!file.isEmpty() && !file.getFirst().date().equals(event.date())) {
                writer.write(file, event.offset());
                file.clear();
            }
            file.add(event);
        }
        writer.write(file, all.getLast().offset() + 1);
    }

    private ListingId listed(Instant at, String name, String category, String city, List<String> labels) throws IOException {
        ListingId id = ListingId.next();
        ListingDetails details = new ListingDetails(
                name, null, category, labels, Money.of(1_000, "usd"), "US", city, null, null, Map.of(), List.of());
        happened(at, id.value(), new ListingEvent.Drafted(id, SELLER, details, 5));
        happened(at, id.value(), new ListingEvent.Published(id));
        return id;
    }

    private ExportedEvent happened(Instant at, String stream, DomainEvent event) throws IOException {
        long position = events.size() + 1L;
        long version = versions.merge(stream, 0L, (known, first) -> known + 1);
        EventEnvelope envelope = new EventEnvelope(
                new LogPosition(1, position), stream, version, "evt_" + position, EventCatalog.typeOf(event).name(), 1, at, at,
                SELLER, List.of(SELLER), new Actor(Actor.Kind.ACCOUNT, SELLER.value()), "req", "req", null, Map.of());
        ExportedEvent exported = ExportedEvent.parse(3, position - 1, json.write(new RecordedEvent(envelope, event)));
        events.add(exported);
        return exported;
    }

    private static EncryptedText secret(AccountId person) {
        return new EncryptedText("enc1." + person.value() + ".c2VjcmV0");
    }
}
