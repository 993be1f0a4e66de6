package com.steveslist.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.EventReader;
import com.steveslist.api.testing.EventReader.Message;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(PrintsTheLog.class)
class EventStreamTest {

    private static final String STREAM = "/v1/events/stream";

    private final Person seller = Person.newcomer("Sally Seller");
    private final Person buyer = Person.newcomer("Billy Buyer");
    private final Person stranger = Person.newcomer("Steve Stranger");

    private static String keyOf(Person person) {
        return person.calls().post("/v1/api-keys", Map.of("name", "live")).expected("make a key").text("key");
    }

    private static List<String> types(List<Message> messages) {
        return messages.stream().map(Message::event).toList();
    }

    @Test
    void both_sides_see_an_order_s_life_and_a_stranger_sees_none_of_it() throws Exception {
        try (EventReader sellers = EventReader.openNow(keyOf(seller), STREAM);
                EventReader buyers = EventReader.openNow(keyOf(buyer), STREAM);
                EventReader strangers = EventReader.openNow(keyOf(stranger), STREAM)) {
            String lamp = seller.lists("Lamp", 1, 900, Map.of()).text("id");
            String order = buyer.buys(lamp, 1, "pm_card_ok").data().path("orders").path(0).path("id").asString();
            seller.calls().post("/v1/orders/" + order + "/ship", Map.of("carrier", "ups"), Person.newKey()).expected("ship");
            buyer.calls().post("/v1/orders/" + order + "/deliver", Map.of(), Person.newKey()).expected("deliver");
            seller.calls().post("/v1/orders/" + order + "/refunds", Map.of("amount", 100, "reason", "scratched"), Person.newKey())
                    .expected("refund");

            List<Message> sold = sellers.until("refund.succeeded");
            List<Message> bought = buyers.until("refund.succeeded");
            assertThat(types(sold))
                    .containsSubsequence("order.placed", "order.confirmed", "order.shipped", "order.delivered", "refund.requested")
                    .contains("listing.published", "listing.sold_out")
                    .doesNotContain("payment.captured", "checkout.completed");
            assertThat(types(bought))
                    .contains("payment.authorized", "payment.captured", "checkout.completed", "order.shipped", "listing.sold_out");

            JsonNode placed = theOne(bought, "order.placed");
            assertThat(placed.path("stream").asString()).isEqualTo(order);
            assertThat(placed.path("data").path("shipping_address").path("name").asString()).isEqualTo("Steve Steveington");
            assertThat(placed.path("data").path("total").path("amount_minor").asLong()).isEqualTo(900);
            assertThat(theOne(sold, "order.shipped").path("data").path("carrier").asString()).isEqualTo("ups");
            assertThat(theOne(bought, "refund.requested").path("data").path("reason").asString()).isEqualTo("scratched");
            assertThat(theOne(sold, "order.shipped").has("request_id")).isTrue();
            assertThat(theOne(bought, "order.shipped").has("request_id")).isFalse();

            seller.lists("The end", 1, 900, Map.of());
            List<Message> heard = strangers.next(3);
            assertThat(types(heard)).containsExactly("listing.published", "listing.sold_out", "listing.published");
        }
    }

    private static JsonNode theOne(List<Message> messages, String type) {
        return messages.stream().filter(message -> message.event().equals(type)).findFirst().orElseThrow().data();
    }

    @Test
    void drafts_are_the_seller_s_own_business() throws Exception {
        try (EventReader sellers = EventReader.openNow(keyOf(seller), STREAM);
                EventReader strangers = EventReader.openNow(keyOf(stranger), STREAM)) {
            String draft = seller.lists("Secret lamp", 1, 900, Map.of("status", "draft")).text("id");
            change(draft, Map.of("name", "Secret lamp, brass"));
            seller.calls().delete("/v1/listings/" + draft).expected("withdraw");
            String lamp = seller.lists("Lamp", 1, 900, Map.of("status", "draft")).text("id");
            seller.calls().post("/v1/listings/" + lamp + "/publish", Map.of(), Person.newKey()).expected("publish");
            change(lamp, Map.of("name", "Lamp, brass"));
            seller.calls().post("/v1/listings/" + lamp + "/withdraw", Map.of(), Person.newKey()).expected("withdraw");
            change(lamp, Map.of("name", "Lamp, brass, mended"));
            String end = seller.lists("The end", 1, 900, Map.of()).text("id");

            List<Message> heard = strangers.next(4);
            assertThat(types(heard)).containsExactly("listing.published", "listing.changed", "listing.withdrawn", "listing.published");
            assertThat(heard.stream().map(message -> message.data().path("stream").asString()).toList())
                    .containsExactly(lamp, lamp, lamp, end);
            assertThat(types(sellers.next(7)))
                    .containsExactly(
                            "listing.changed", "listing.withdrawn", "listing.published", "listing.changed", "listing.withdrawn",
                            "listing.changed", "listing.published");
        }
    }

    private void change(String listing, Map<String, Object> fields) {
        seller.calls().patch("/v1/listings/" + listing, fields, Person.newKey()).expected("change");
    }

    @Test
    void what_is_wanted_can_be_named_by_type_and_by_thing() throws Exception {
        String lamp = seller.lists("Lamp", 5, 900, Map.of()).text("id");
        String key = keyOf(buyer);
        try (EventReader lamps = EventReader.openNow(key, STREAM + "?stream=" + lamp);
                EventReader payments = EventReader.openNow(key, STREAM + "?types=payment.captured&types=checkout.completed")) {
            buyer.buys(lamp, 1, "pm_card_ok");
            seller.lists("Another", 1, 900, Map.of());
            change(lamp, Map.of("price_amount", 800));
            assertThat(types(payments.next(2))).containsExactly("payment.captured", "checkout.completed");
            assertThat(lamps.next().data().path("data").path("details").path("price").path("amount_minor").asLong()).isEqualTo(800);
        }
    }

    @Nested
    class Who_comes_again {

        @Test
        void hears_from_each_place_exactly_the_rest() throws Exception {
            String key = keyOf(buyer);
            List<Message> all;
            String beginning;
            try (EventReader reader = EventReader.openNow(key, STREAM)) {
                beginning = reader.place();
                String lamp = seller.lists("Lamp", 2, 900, Map.of()).text("id");
                buyer.buys(lamp, 1, "pm_card_ok");
                buyer.buys(lamp, 1, "pm_card_declined");
                all = reader.until("checkout.failed");
            }
            assertThat(rest(key, beginning, all.size())).isEqualTo(all);
            for (int i = 0; i < all.size(); i++) {
                String place = all.get(i).place();
                List<Message> left = all.subList(i + 1, all.size());
                assertThat(rest(key, place, left.size())).isEqualTo(left);
                Answer page = buyer.calls().get("/v1/events?limit=100&after=" + place).expected("events");
                assertThat(page.items().subList(0, left.size())).isEqualTo(left.stream().map(Message::data).toList());
            }
        }

        private List<Message> rest(String key, String place, int count) throws Exception {
            try (EventReader reader = EventReader.open(key, STREAM, place)) {
                return reader.next(count);
            }
        }

        @Test
        void misses_nothing_and_hears_nothing_twice_wherever_it_was_interrupted_while_things_happen() throws Exception {
            long seed = System.nanoTime();
            System.out.println("random interruptions with seed " + seed);
            Random random = new Random(seed);
            String key = keyOf(buyer);
            try (EventReader uninterrupted = EventReader.openNow(key, STREAM)) {
                String place = uninterrupted.place();
                CompletableFuture<Void> happening = CompletableFuture.runAsync(this::trade);
                List<Message> pieces = new ArrayList<>();
                while (pieces.isEmpty() || !pieces.getLast().event().equals("account.changed")) {
                    try (EventReader piece = EventReader.open(key, STREAM, place)) {
                        for (int left = 1 + random.nextInt(9); left > 0
                                && (pieces.isEmpty() || !pieces.getLast().event().equals("account.changed")); left--) {
                            pieces.add(piece.next());
                            place = pieces.getLast().place();
                        }
                    }
                }
                happening.join();
                assertThat(pieces).isEqualTo(uninterrupted.until("account.changed"));
            }
        }

        private void trade() {
            for (int i = 0; i < 12; i++) {
                String lamp = seller.lists("Lamp " + i, 2, 900, Map.of()).text("id");
                buyer.buys(lamp, 1, i % 3 == 0 ? "pm_card_declined" : "pm_card_ok");
                change(lamp, Map.of("price_amount", 700));
            }
            buyer.calls().patch("/v1/accounts/me", Map.of("city", "Vienna"), Person.newKey()).expected("move");
        }
    }

    @Nested
    class Credentials {

        @Test
        void are_needed_with_the_scope() throws Exception {
            assertThat(Person.anybody().with("Accept", "text/event-stream").get(STREAM).status()).isEqualTo(401);
            String narrow = seller.calls()
                    .post("/v1/api-keys", Map.of("name", "narrow", "scopes", List.of("orders:read")))
                    .text("key");
            try (EventReader reader = EventReader.open(narrow, STREAM, null)) {
                assertThat(reader.status()).isEqualTo(403);
            }
        }

        @Test
        void that_are_revoked_end_the_stream_within_a_second_or_so() throws Exception {
            Answer made = seller.calls().post("/v1/api-keys", Map.of("name", "live")).expected("make a key");
            try (EventReader reader = EventReader.openNow(made.text("key"), STREAM)) {
                seller.calls().delete("/v1/api-keys/" + made.text("id")).expected("revoke");
                await().atMost(Duration.ofMillis(1_500)).until(reader::isOver);
                assertThat(reader.soFar()).noneMatch(message -> message.event().equals("listing.published"));
            }
        }
    }

    @Test
    void a_place_that_is_not_ours_and_a_type_that_there_is_not_are_refused() throws Exception {
        String key = keyOf(seller);
        for (String place : List.of("nonsense", "AAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            try (EventReader reader = EventReader.open(key, STREAM, place)) {
                assertThat(reader.status()).isEqualTo(400);
            }
            assertThat(seller.calls().get("/v1/events?after=" + place).code()).isEqualTo("invalid_consistency_token");
        }
        assertThat(seller.calls().get("/v1/events?types=listing.reserved").body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/types");
        assertThat(seller.calls().get("/v1/events?stream=drop+table").status()).isEqualTo(400);
        assertThat(seller.calls().get(STREAM).status()).isEqualTo(406);
    }

    @Test
    void it_says_that_nobody_keeps_it_and_how_to_come_again() throws Exception {
        try (EventReader reader = EventReader.openNow(keyOf(seller), STREAM)) {
            assertThat(reader.response().headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
            assertThat(reader.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(reader.response().headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(reader.response().headers().firstValue("X-Request-Id")).isPresent();
        }
    }
}
