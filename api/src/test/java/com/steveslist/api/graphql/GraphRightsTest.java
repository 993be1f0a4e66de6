package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Nobody sees more through nesting than REST would show them. */
@ExtendWith(PrintsTheLog.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphRightsTest {

    private static final String EVERYTHING = """
            query($listing: ID!, $order: ID!, $checkout: ID!, $payment: ID!, $draft: ID!) {
                listing(id: $listing) { removalReason orders { nodes { id } } seller { id name email city orders { nodes { id } }
                    listings { nodes { id status } } } }
                draft: listing(id: $draft) { id }
                order(id: $order) { id shippingAddress { line1 } payment { id } checkout { id } buyer { name email } refunds { nodes { id } } }
                checkout(id: $checkout) { id }
                payment(id: $payment) { id }
                orderNode: node(id: $order) { id }
            }""";

    private Person seller;
    private Person buyer;
    private Map<String, Object> ids;

    @BeforeAll
    void somebody_buys_something() {
        seller = Person.newcomer("A seller");
        buyer = Person.newcomer("A buyer");
        String listing = seller.lists("A lamp", 3, 900, Map.of()).text("id");
        String draft = seller.lists("A secret lamp", 1, 900, Map.of("status", "draft")).text("id");
        Answer checkout = buyer.buys(listing, 1, "pm_card_ok");
        ids = Map.of(
                "listing", listing, "draft", draft, "checkout", checkout.text("id"), "payment", checkout.text("payment_id"),
                "order", checkout.data().path("orders").get(0).path("id").asString());
        new Query(buyer.after(checkout)).data("query($order: ID!) { order(id: $order) { id } }", Map.of("order", ids.get("order")));
    }

    /** What is not theirs is not there. */
    private JsonNode asked(Person by, int notFound) {
        Answer answer = new Query(by.calls()).send(EVERYTHING, ids);
        assertThat(Query.codes(answer)).hasSize(notFound).allMatch("not_found"::equals);
        return answer.data();
    }

    @Test
    void the_seller_sees_the_orders_and_where_to_send_them_but_not_how_they_were_paid() {
        JsonNode data = asked(seller, 2);
        assertThat(data.path("listing").path("orders").path("nodes").size()).isEqualTo(1);
        assertThat(data.path("listing").path("seller").path("email").asString()).isEqualTo(seller.email());
        assertThat(data.path("listing").path("seller").path("orders").path("nodes").size()).isEqualTo(1);
        assertThat(data.path("listing").path("seller").path("listings").path("nodes").size()).isEqualTo(2);
        assertThat(data.path("draft").path("id").asString()).isEqualTo(ids.get("draft"));
        assertThat(data.path("order").path("shippingAddress").path("line1").asString()).isNotEmpty();
        assertThat(data.path("order").path("payment").isNull()).isTrue();
        assertThat(data.path("order").path("checkout").isNull()).isTrue();
        assertThat(data.path("order").path("buyer").path("email").isNull()).isTrue();
        assertThat(data.path("checkout").isNull()).isTrue();
        assertThat(data.path("payment").isNull()).isTrue();
    }

    @Test
    void the_buyer_sees_what_is_theirs_and_of_the_seller_what_is_public() {
        JsonNode data = asked(buyer, 1);
        assertThat(data.path("listing").path("orders").isNull()).isTrue();
        assertThat(data.path("listing").path("seller").path("name").asString()).isEqualTo("A seller");
        assertThat(data.path("listing").path("seller").path("email").isNull()).isTrue();
        assertThat(data.path("listing").path("seller").path("orders").isNull()).isTrue();
        assertThat(data.path("listing").path("seller").path("listings").path("nodes").size()).isEqualTo(1);
        assertThat(data.path("draft").isNull()).isTrue();
        assertThat(data.path("order").path("payment").path("id").asString()).isEqualTo(ids.get("payment"));
        assertThat(data.path("order").path("checkout").path("id").asString()).isEqualTo(ids.get("checkout"));
    }

    @Test
    void a_stranger_sees_the_market_only() {
        JsonNode data = asked(Person.newcomer("A stranger"), 5);
        assertThat(data.path("listing").path("orders").isNull()).isTrue();
        assertThat(data.path("listing").path("seller").path("listings").path("nodes").size()).isEqualTo(1);
        for (String private_ : List.of("draft", "order", "checkout", "payment", "orderNode")) {
            assertThat(data.path(private_).isNull()).as(private_).isTrue();
        }
    }

    @Test
    void nobody_reads_what_is_public_and_is_asked_for_credentials_for_the_rest() {
        Answer answer = new Query(Person.anybody()).send(EVERYTHING, ids);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().path("listing").path("seller").path("name").asString()).isEqualTo("A seller");
        assertThat(answer.data().path("listing").path("orders").isNull()).isTrue();
        assertThat(Query.codes(answer)).containsExactlyInAnyOrder(
                "not_found", "unauthenticated", "unauthenticated", "unauthenticated", "unauthenticated");
        assertThat(answer.body().path("errors").get(0).path("extensions").path("request_id").asString()).isNotEmpty();
        assertThat(Query.codes(new Query(Person.anybody()).send("{ me { id } }"))).containsExactly("unauthenticated");
    }

    @Test
    void a_key_needs_a_scope_for_each_thing() {
        String key =
                seller.calls().post("/v1/api-keys", Map.of("name", "shows", "scopes", List.of("orders:read"))).expected("key").text("key");
        Answer answer = new Query(Person.anybody().as(key)).send("""
                query($order: ID!, $listing: ID!) { order(id: $order) { id refunds { nodes { id } } seller { name email } }
                    me { id } listing(id: $listing) { orders { nodes { id } } } }""",
                Map.of("order", ids.get("order"), "listing", ids.get("listing")));
        assertThat(answer.data().path("order").path("id").asString()).isEqualTo(ids.get("order"));
        assertThat(answer.data().path("order").path("seller").path("name").asString()).isEqualTo("A seller");
        assertThat(answer.data().path("order").path("seller").path("email").isNull()).isTrue();
        assertThat(answer.data().path("listing").path("orders").path("nodes").size()).isEqualTo(1);
        assertThat(Query.codes(answer)).containsExactlyInAnyOrder("insufficient_scope", "insufficient_scope");
    }

    @Test
    void a_mutation_refuses_as_rest_does() {
        String withdraw = "mutation($id: ID!) { withdrawListing(id: $id) { listing { id } rejection { code } } }";
        assertThat(new Query(buyer.calls()).data(withdraw, Map.of("id", ids.get("listing")))
                .path("withdrawListing").path("rejection").path("code").asString()).isEqualTo("forbidden");
        assertThat(new Query(buyer.calls()).data(withdraw, Map.of("id", ids.get("draft")))
                .path("withdrawListing").path("rejection").path("code").asString()).isEqualTo("not_found");
        assertThat(Query.codes(new Query(Person.anybody()).send(withdraw, Map.of("id", ids.get("listing")))))
                .containsExactly("unauthenticated");
    }
}
