package com.steveslist.api.timetravel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Http.Reply;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(PrintsTheLog.class)
class AsOfTest {

    private final Person seller = Person.newcomer("Sally Seller");
    private final Person buyer = Person.newcomer("Billy Buyer");
    private String lamp = "";
    private String order = "";
    private String checkout = "";
    private String payment = "";
    private String refund = "";

    /** What was asked, by whom, and what was answered. */
    private record Kept(Person who, String path, Reply answer) {

        String token() {
            return answer.headers().firstValue("Consistency-Token").orElseThrow();
        }

        String pathAsOf(String moment) {
            return path + (path.contains("?") ? "&" : "?") + "as_of=" + URLEncoder.encode(moment, StandardCharsets.UTF_8);
        }
    }

    private static Reply get(Person who, String path, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Authorization", who.calls().header("Authorization"), "Accept", "application/json"));
        headers.putAll(more);
        return Http.send("GET", path, headers, null);
    }

    private static Reply get(Person who, String path) {
        return get(who, path, Map.of());
    }

    @BeforeEach
    void a_sale() {
        lamp = seller.lists("Lamp", 5, 900, Map.of("category", "lamps", "labels", List.of("Old"))).text("id");
        Answer bought = buyer.buys(lamp, 2, "pm_card_ok");
        checkout = bought.text("id");
        payment = bought.text("payment_id");
        order = bought.data().path("orders").path(0).path("id").asString();
        refund = seller.calls().post("/v1/orders/" + order + "/refunds", Map.of("amount", 100, "reason", "A scratch"), Person.newKey())
                .expected("refund").text("id");
        await().until(() -> seller.calls().get("/v1/refunds/" + refund).text("status").equals("succeeded"));
    }

    private List<Kept> everything() {
        List<String> shared = List.of(
                "/v1/listings/" + lamp, "/v1/listings?seller_id=" + seller.id(), "/v1/listings?limit=3",
                "/v1/listings?sort=price_amount&limit=4",
                "/v1/listings?category=lamps&label=old&limit=2", "/v1/listings?sort=-updated_at&limit=5&offset=1",
                "/v1/orders/" + order, "/v1/orders?limit=2", "/v1/orders?sort=-updated_at", "/v1/orders/" + order + "/refunds",
                "/v1/refunds/" + refund, "/v1/orders?status=shipped&status=confirmed&fields=status,actions");
        List<String> ofBuyer = List.of("/v1/checkouts/" + checkout, "/v1/checkouts?limit=1", "/v1/payments/" + payment, "/v1/payments");
        List<Kept> kept = new ArrayList<>();
        shared.forEach(path -> Stream.of(seller, buyer).forEach(who -> kept.add(new Kept(who, path, get(who, path)))));
        ofBuyer.forEach(path -> kept.add(new Kept(buyer, path, get(buyer, path))));
        kept.forEach(one -> assertThat(one.answer().status()).as(one.path()).isEqualTo(200));
        return kept;
    }

    @Nested
    class An_answer {

        @Test
        void is_given_again_byte_for_byte_as_of_its_own_token() {
            List<Kept> kept = new ArrayList<>(everything());
            seller.calls().patch("/v1/listings/" + lamp, Map.of("price_amount", 700, "name", "Lesser lamp"), Person.newKey());
            seller.calls().post("/v1/orders/" + order + "/ship", Map.of("carrier", "Van"), Person.newKey()).expected("ship");
            kept.addAll(everything());
            buyer.buys(lamp, 3, "pm_card_ok");
            seller.calls().post("/v1/orders/" + order + "/refunds", Map.of("amount", 50), Person.newKey()).expected("refund");
            kept.addAll(everything());
            seller.calls().delete("/v1/listings/" + lamp).expected("delete");
            seller.lists("Another lamp", 1, 100, Map.of("category", "lamps", "labels", List.of("Old")));

            for (Kept then : kept) {
                Reply asOf = get(then.who(), then.pathAsOf(then.token()));
                assertThat(asOf.status()).as(then.path()).isEqualTo(200);
                assertThat(asOf.text()).as(then.path()).isEqualTo(then.answer().text());
                assertThat(asOf.headers().firstValue("ETag")).isEqualTo(then.answer().headers().firstValue("ETag"));
                assertThat(asOf.headers().firstValue("Consistency-Token")).hasValue(then.token());
                assertThat(asOf.headers().firstValue("Cache-Control")).isEqualTo(then.answer().headers().firstValue("Cache-Control"));
            }
        }

        @Test
        void is_not_sent_again_to_who_has_it() {
            Kept then = new Kept(seller, "/v1/listings/" + lamp, get(seller, "/v1/listings/" + lamp));
            String tag = then.answer().headers().firstValue("ETag").orElseThrow();

            assertThat(get(seller, then.pathAsOf(then.token()), Map.of("If-None-Match", tag)).status()).isEqualTo(304);
        }

        @Test
        void is_found_by_its_time_and_its_position_too() {
            Kept then = new Kept(seller, "/v1/listings/" + lamp, get(seller, "/v1/listings/" + lamp));
            String now = JdbcClient.create((DataSource) SharedApplication.context().getBean("queryDataSource"))
                    .sql("select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").query(String.class)
                    .single();
            seller.calls().patch("/v1/listings/" + lamp, Map.of("price_amount", 1), Person.newKey()).expected("change");

            assertThat(get(seller, then.pathAsOf(now)).text()).isEqualTo(then.answer().text());
            assertThat(get(seller, then.path() + "?as_of=" + now.replace("Z", "+00:00")).text()).as("+ as it is typed")
                    .isEqualTo(then.answer().text());
            long position = get(seller, "/v1/listings/" + lamp + "/diff?from=" + then.token()).json().path("data").path("from_position")
                    .asLong();
            assertThat(get(seller, then.pathAsOf(Long.toString(position))).text()).isEqualTo(then.answer().text());
        }

        @Test
        void includes_the_event_whose_time_was_copied_from_an_answer() {
            for (int price = 2; price < 12; price++) {
                Answer changed = seller.calls().patch("/v1/listings/" + lamp, Map.of("price_amount", price), Person.newKey())
                        .expected("change");
                String recorded = seller.after(changed).get("/v1/audit/events?sort=-position&limit=1&stream=" + lamp)
                        .expected("read its history").items().getFirst().path("recorded_at").asString();

                JsonNode then = get(seller, "/v1/listings/" + lamp + "?as_of=" + recorded).json().path("data");
                assertThat(then.path("price_amount").asLong()).isEqualTo(price);
            }
        }

        @Test
        void leads_on_to_the_next_page_of_that_moment() {
            List<String> ids = new ArrayList<>();
            String seen = "";
            for (int i = 0; i < 4; i++) {
                Answer listed = seller.lists("Chair " + i, 1, 100, Map.of("category", "chairs"));
                ids.addFirst(listed.text("id"));
                seen = listed.header("Consistency-Token").orElseThrow();
            }
            String path = "/v1/listings?seller_id=" + seller.id() + "&category=chairs&limit=2";
            Kept first = new Kept(seller, path, get(seller, path, Map.of("Consistency-Token", seen)));
            ids.forEach(id -> seller.calls().patch("/v1/listings/" + id, Map.of("category", "sold"), Person.newKey()).expected("change"));

            Reply asOf = get(seller, first.pathAsOf(first.token()));
            String next = asOf.headers().firstValue("Link").orElseThrow().replaceAll("(?s).*<[^>]*?(/v1[^>]*)>; rel=\"next\".*", "$1");
            List<String> pages = Stream.of(asOf, get(seller, next))
                    .flatMap(page -> page.json().path("data").valueStream())
                    .map(listing -> listing.path("id").asString())
                    .toList();
            assertThat(pages).isEqualTo(ids);
        }
    }

    @Nested
    class A_moment {

        private String refused(String moment) {
            Reply reply = get(seller, "/v1/listings/" + lamp + "?as_of=" + URLEncoder.encode(moment, StandardCharsets.UTF_8));
            assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            assertThat(reply.json().path("code").asString()).isEqualTo("invalid_request");
            assertThat(reply.json().path("errors").path(0).path("pointer").asString()).isEqualTo("/as_of");
            return reply.json().path("errors").path(0).path("code").asString();
        }

        @Test
        void that_has_not_come_yet_or_that_nothing_was_before_or_that_is_none_is_refused() {
            assertThat(refused(Instant.now().plusSeconds(3_600).toString())).isEqualTo("out_of_range");
            assertThat(refused("999999999999")).isEqualTo("out_of_range");
            assertThat(refused("1999-12-31T23:59:59Z")).isEqualTo("out_of_range");
            assertThat(refused("0000-01-01T00:00:00Z")).isEqualTo("out_of_range");
            assertThat(seller.calls().get("/v1/audit/events?limit=1&since=0000-01-01T00:00:00Z").status()).isEqualTo(200);
            assertThat(refused("yesterday")).isEqualTo("invalid_value");
            assertThat(refused("AAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAA")).isEqualTo("invalid_value");
            assertThat(refused("0")).isEqualTo("invalid_value");
        }

        @Test
        void at_which_it_did_not_exist_is_told_to_who_may_know_of_it_and_to_nobody_else() {
            assertThat(get(seller, "/v1/orders/" + order + "?as_of=1").json().path("code").asString()).isEqualTo("not_found_then");
            assertThat(get(Person.newcomer("Stella Stranger"), "/v1/orders/" + order + "?as_of=1").json().path("code").asString())
                    .isEqualTo("not_found");
            assertThat(get(seller, "/v1/orders?as_of=1").json().path("data")).isEmpty();
        }

        @Test
        void means_nothing_to_search() {
            Reply reply = get(seller, "/v1/search/listings?q=lamp&as_of=1");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("detail").asString()).contains("list of listings");
        }
    }

    @Test
    void rights_are_those_of_today() {
        Reply before = get(seller, "/v1/orders/" + order);
        String token = before.headers().firstValue("Consistency-Token").orElseThrow();
        Person stranger = Person.newcomer("Stella Stranger");
        String draft = seller.lists("Draft", 1, 100, Map.of("status", "draft")).text("id");
        String drafted = get(seller, "/v1/listings/" + draft).headers().firstValue("Consistency-Token").orElseThrow();
        seller.calls().post("/v1/listings/" + draft + "/publish", Map.of(), Person.newKey()).expected("publish");

        assertThat(get(stranger, "/v1/orders/" + order + "?as_of=" + token).status()).isEqualTo(404);
        assertThat(get(stranger, "/v1/listings/" + draft + "?as_of=" + drafted).status()).isEqualTo(404);
        assertThat(get(seller, "/v1/listings/" + draft + "?as_of=" + drafted).status()).isEqualTo(200);
    }

    @Test
    void a_difference_names_each_field_with_what_it_was_and_what_it_became() {
        String from = get(seller, "/v1/listings/" + lamp).headers().firstValue("Consistency-Token").orElseThrow();
        String to = seller.calls().patch("/v1/listings/" + lamp, Map.of("price_amount", 700), Person.newKey()).expected("change")
                .header("Consistency-Token").orElseThrow();
        seller.calls().patch("/v1/listings/" + lamp, Map.of("price_amount", 600), Person.newKey()).expected("change");

        Reply diff = get(seller, "/v1/listings/" + lamp + "/diff?from=" + from + "&to=" + to);
        assertThat(diff.json().path("data").path("changes").valueStream().map(change -> change.path("field").asString()))
                .containsExactly("price_amount", "updated_at", "version");
        assertThat(diff.json().path("data").path("changes").path(0).toString())
                .isEqualTo("{\"field\":\"price_amount\",\"before\":900,\"after\":700}");
        assertThat(get(seller, "/v1/listings/" + lamp + "/diff?from=" + to + "&to=" + from).status()).isEqualTo(400);
        assertThat(get(seller, "/v1/listings/" + lamp + "/diff").status()).isEqualTo(400);
        Reply brief = get(seller, "/v1/listings/" + lamp + "/diff?from=" + from + "&to=" + to + "&fields=to_version");
        assertThat(brief.json().path("data").propertyNames()).containsExactly("id", "to_version");
        assertThat(get(seller, "/v1/listings/" + lamp + "/diff?from=1").json().path("code").asString()).isEqualTo("not_found_then");
    }

    @Test
    void graphql_shows_all_that_is_below_a_field_as_of_its_moment() {
        String query = "query($id: ID!, $at: String) { order(id: $id, asOf: $at) { status refunded { amount } seller { name }"
                + " items { listing { name price { amount } } } refunds(first: 5) { nodes { amount { amount } status } } } }";
        String before = seller.calls().post("/graphql", Map.of("query", query, "variables", Map.of("id", order))).body().path("data")
                .toString();
        String at = get(seller, "/v1/orders/" + order).headers().firstValue("Consistency-Token").orElseThrow();
        seller.calls().patch("/v1/listings/" + lamp, Map.of("price_amount", 1, "name", "Junk"), Person.newKey()).expected("change");
        seller.calls().post("/v1/orders/" + order + "/refunds", Map.of("amount", 50), Person.newKey()).expected("refund");

        Answer then = seller.calls().post("/graphql", Map.of("query", query, "variables", Map.of("id", order, "at", at)));
        assertThat(then.body().path("errors").isMissingNode()).as(then.body().toString()).isTrue();
        assertThat(then.body().path("data").toString()).isEqualTo(before);
        Answer wrong = seller.calls().post("/graphql", Map.of("query", query, "variables", Map.of("id", order, "at", "never")));
        assertThat(wrong.body().path("errors").path(0).path("extensions").path("code").asString()).isEqualTo("invalid_request");
        Answer diff = seller.calls().post("/graphql", Map.of("query", "query($id: ID!, $at: String!) { diff(id: $id, from: $at) {"
                + " fromPosition toVersion changes { field before after } } }", "variables", Map.of("id", lamp, "at", at)));
        assertThat(diff.body().toString()).contains("\"after\":\"Junk\"");
    }
}
