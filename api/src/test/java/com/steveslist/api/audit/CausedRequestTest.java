package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.HoldsToTheDocument;
import com.steveslist.api.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** All that one request caused, through processes, to the last event. */
@ExtendWith(HoldsToTheDocument.class)
class CausedRequestTest {

    private static final Person SELLER = Person.newcomer("Sally Seller");
    private static final Person BUYER = Person.newcomer("Billy Buyer");
    private static final Person AUDITOR = Staff.auditor();
    private static final Answer CHECKOUT = BUYER.buys(SELLER.lists("Lamp", 10, 900, Map.of()).text("id"), 2, "pm_card_ok");
    private static final String REQUEST = CHECKOUT.header("X-Request-Id").orElseThrow();

    private static JsonNode request(Person person) {
        return person.calls().get("/v1/requests/" + REQUEST).expected("read the request").data();
    }

    private static List<String> types(JsonNode nodes) {
        List<String> types = new ArrayList<>();
        nodes.forEach(node -> {
            types.add(node.at("/event/type").asString());
            types.addAll(types(node.path("caused")));
        });
        return types;
    }

    @Test
    void an_auditor_sees_the_whole_tree_from_the_one_event_that_began_it() {
        JsonNode request = request(AUDITOR);
        List<String> all = types(request.path("tree"));

        assertThat(request.path("tree")).hasSize(1);
        assertThat(all).startsWith("checkout.started").hasSize(request.path("events").asInt()).contains(
                "listing.reserved", "payment.authorized", "payment.captured", "order.placed", "order.confirmed", "listing.sold",
                "checkout.completed");
        assertThat(request.path("complete").asBoolean()).isTrue();
        assertThat(request.at("/actor/id").asString()).isEqualTo(BUYER.id());
    }

    @Test
    void each_event_stands_below_the_one_that_led_to_it_and_after_it_in_time() {
        check(request(AUDITOR).path("tree"), null);
    }

    private static void check(JsonNode nodes, @Nullable JsonNode cause) {
        long before = 0;
        for (JsonNode node : nodes) {
            JsonNode event = node.path("event");
            assertThat(event.path("position").asLong()).isGreaterThan(before);
            before = event.path("position").asLong();
            if (cause != null) {
                assertThat(event.path("caused_by")).isEqualTo(cause.path("id"));
                assertThat(event.path("position").asLong()).isGreaterThan(cause.path("position").asLong());
            }
            check(node.path("caused"), event);
        }
    }

    @Test
    void parties_see_what_concerns_them_and_strangers_nothing() {
        assertThat(types(request(BUYER).path("tree"))).contains("checkout.started", "order.placed", "payment.captured")
                .doesNotContain("listing.reserved");
        assertThat(types(request(SELLER).path("tree"))).contains("listing.reserved", "order.placed")
                .doesNotContain("checkout.started", "payment.captured");
        assertThat(Person.newcomer("Stranger").calls().get("/v1/requests/" + REQUEST).status()).isEqualTo(404);
    }

    private static Answer checkOut(String requestId) {
        return BUYER.calls().with("X-Request-Id", requestId).with("Prefer", "wait=30").post(
                "/v1/checkouts",
                Map.of("items", List.of(Map.of(
                        "listing_id", CHECKOUT.data().at("/items/0/listing_id").asString(), "quantity", 1)),
                        "payment_method", "pm_card_ok",
                        "shipping_address", Map.of("name", "B", "line1", "1 Main", "city", "Reno", "country", "US")),
                Person.newKey()).expected("check out");
    }

    @Test
    void who_used_the_same_id_sees_nothing_of_the_others_request_nor_who_made_it() {
        String word = "same-word-" + Person.newKey();
        checkOut(word);
        Person stranger = Person.newcomer("Sam Same");
        stranger.calls().with("X-Request-Id", word).patch("/v1/accounts/me", Map.of("city", "Reno", "country", "US"), Person.newKey())
                .expected("move");

        JsonNode strangers = stranger.calls().get("/v1/requests/" + word).expected("read the request").data();
        JsonNode sellers = SELLER.calls().get("/v1/requests/" + word).expected("read the request").data();

        assertThat(strangers.at("/actor/id").asString()).isEqualTo(stranger.id());
        assertThat(types(strangers.path("tree"))).containsExactly("account.changed");
        assertThat(strangers.toString()).doesNotContain(BUYER.id());
        assertThat(sellers.at("/actor/id").asString()).isEqualTo(BUYER.id());
        assertThat(types(sellers.path("tree"))).contains("listing.reserved", "order.placed").doesNotContain("account.changed");
    }

    @Test
    void a_clients_own_word_for_its_request_is_shown_to_nobody_else() {
        String word = "my-own-word-" + Person.newKey();
        Answer checkout = checkOut(word);
        String order = checkout.data().at("/orders/0/id").asString();
        String query = "/v1/audit/events?types=order.placed&stream=" + order;

        assertThat(SELLER.calls().get(query).items().getFirst().path("request_id").isNull()).isTrue();
        assertThat(AUDITOR.calls().get(query).items().getFirst().path("request_id").asString()).isEqualTo(word);
        assertThat(BUYER.calls().get("/v1/requests/" + word).data().path("id").asString()).isEqualTo(word);
    }
}
