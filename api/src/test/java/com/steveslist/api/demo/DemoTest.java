package com.steveslist.api.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.SharedCommands;
import com.steveslist.projections.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The demo on our own catalogue; what it leaves behind is looked at from every side. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(PrintsTheLog.class)
class DemoTest {
    private static final long SEED = 1;

    private final Catalogue catalogue = catalogue();
    private final Casting casting = new Casting(catalogue, SEED);
    private List<Member> members = List.of();
    private int surprises;

    private static Catalogue catalogue() {
        try {
            return CatalogueReader.read(null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    void the_demo_is_played() {
        SteveslistClient client = SteveslistClient.of(SharedApplication.address(), Duration.ofSeconds(60));
        String run = "t" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

        Demo.Outcome outcome = new Demo(client, catalogue, SEED, new Stage(System.err, false), run).run();

        members = outcome.members();
        surprises = outcome.surprises();
        SharedCommands.Ran reconciled = SharedCommands.run("reconcile");
        assertThat(reconciled.exitCode()).as(reconciled.output()).isZero();
    }

    @Test
    void nothing_happens_that_the_catalogue_does_not_explain() {
        assertThat(surprises).isZero();
    }

    @Test
    void no_person_stands_in_the_clear_in_any_table_topic_index_or_file() throws Exception {
        Needles needles = new Needles();
        for (Member member : members) {
            needles.add(member.person().name());
            needles.add(member.person().address().line1());
            needles.add(member.email());
            needles.add(member.person().password());
            needles.add(member.apiKey());
        }

        assertThat(new Haystacks(needles).search()).isEmpty();
    }

    @Nested
    class Analysts_ask {
        private final Warehouse warehouse =
                new Warehouse(Path.of(SharedApplication.context().getEnvironment().getRequiredProperty("steveslist.warehouse")));

        @Test
        void for_listings_per_day_by_country_and_city() {
            Map<String, Long> expected = catalogue.products().stream()
                    .map(product -> seller(product).person().address())
                    .collect(Collectors.groupingBy(at -> at.country() + " " + at.city(), TreeMap::new, Collectors.counting()));

            assertThat(answer("select country || ' ' || city as place, count(*) from listings where seller_id in " + us()
                    + " and created_at::date >= current_date - 1 group by created_at::date, country, city"))
                    .isEqualTo(expected);
        }

        @Test
        void who_signed_up_this_month_and_listed_within_90_days() {
            long sellers = catalogue.products().stream().map(casting::sellerOf).distinct().count();

            assertThat(answer("select 'sellers', count(distinct a.id) from accounts a join listings l on l.seller_id = a.id where a.id in "
                    + us() + " and l.created_at < a.signed_up_at + interval 90 days"
                    + " and date_trunc('month', a.signed_up_at) >= date_trunc('month', current_date - 1)"))
                    .isEqualTo(Map.of("sellers", sellers));
        }

        @Test
        void for_money_per_category_per_day_for_90_days() {
            Map<String, Long> expected = new TreeMap<>();
            for (JsonNode order : paidOrders()) {
                order.path("items").valueStream().forEach(item -> expected.merge(
                        categoryOf(item.path("name").asString()),
                        item.path("quantity").asLong() * item.path("unit_price_amount").asLong(item.path("price_amount").asLong()),
                        Long::sum));
            }

            assertThat(answer("select i.category, sum(i.total_amount) from order_items i join orders o on o.id = i.order_id"
                    + " where o.confirmed_at >= current_date - 90 and o.buyer_id in " + us()
                    + " group by i.category, o.confirmed_at::date"))
                    .isEqualTo(expected);
        }

        @Test
        void for_listings_per_day_in_San_Francisco_with_the_label_Electronics() {
            long expected = catalogue.products().stream()
                    .filter(product -> product.labels().contains("Electronics"))
                    .filter(product -> seller(product).person().address().city().equals("San Francisco"))
                    .count();

            assertThat(expected).isPositive();
            assertThat(answer("select 'listings', count(*) from listings l join listing_labels b on b.listing_id = l.id"
                    + " where l.city = 'San Francisco' and b.label = 'Electronics' and l.seller_id in " + us()
                    + " group by l.created_at::date"))
                    .isEqualTo(Map.of("listings", expected));
        }

        /** Sums over days, so that midnight breaks nothing. */
        private Map<String, Long> answer(String question) {
            Map<String, Long> sums = new TreeMap<>();
            warehouse.ask(question).rows()
                    .forEach(row -> sums.merge(String.valueOf(row.getFirst()), Long.parseLong(String.valueOf(row.getLast())), Long::sum));
            return sums;
        }

        /** The shared warehouse holds other tests' accounts too. */
        private String us() {
            return members.stream().map(Member::accountId).collect(Collectors.joining("', '", "('", "')"));
        }

        private Member seller(Catalogue.Product product) {
            return members.stream().filter(member -> member.person().id() == casting.sellerOf(product)).findFirst().orElseThrow();
        }

        private String categoryOf(String name) {
            return catalogue.products().stream().filter(product -> product.name().equals(name)).findFirst().orElseThrow().category();
        }

        private List<JsonNode> paidOrders() {
            List<JsonNode> orders = new ArrayList<>();
            for (Member member : members) {
                for (JsonNode order : member.caller().get("/v1/orders?role=buyer&limit=100").expected("list orders").items()) {
                    if (order.path("history").valueStream().anyMatch(entry -> entry.path("status").asString().equals("confirmed"))) {
                        orders.add(order);
                    }
                }
            }
            return orders;
        }
    }
}
