package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** From signing up to a refund without a single call of REST. */
@ExtendWith(PrintsTheLog.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GraphJourneyTest {

    private SteveslistClient seller = Person.anybody();
    private SteveslistClient buyer = Person.anybody();
    private String listing = "";
    private long version;
    private String order = "";
    private String refund = "";

    private static SteveslistClient newcomer(String name) {
        Query anybody = new Query(Person.anybody());
        Map<String, Object> person =
                Map.of("email", Person.newKey() + "@graph.example", "password", "correct horse battery staple", "name", name);
        JsonNode account = anybody.data(
                "mutation($input: Registration!) { register(input: $input) { account { id name email } rejection { code } } }",
                Map.of("input", person)).path("register").path("account");
        assertThat(account.path("id").asString()).startsWith("acct_");
        assertThat(account.path("email").asString()).isEqualTo(person.get("email"));
        JsonNode session = anybody.data(
                "mutation($input: Credentials!) { signIn(input: $input) { session { token expiresAt account { id } } } }",
                Map.of("input", Map.of("email", person.get("email"), "password", person.get("password"))))
                .path("signIn").path("session");
        assertThat(session.path("account").path("id")).isEqualTo(account.path("id"));
        return Person.anybody().as(session.path("token").asString());
    }

    private static SteveslistClient after(SteveslistClient client, JsonNode payload) {
        return client.with("Consistency-Token", payload.path("consistencyToken").asString());
    }

    @Test
    @Order(1)
    void two_people_sign_up_and_in() {
        seller = newcomer("Steve of the graph");
        buyer = newcomer("Ada of the graph");
        assertThat(new Query(buyer).data("{ me { name memberSince } }").path("me").path("name").asString()).isEqualTo("Ada of the graph");
    }

    @Test
    @Order(2)
    void one_lists_something() {
        Map<String, Object> input = Map.of(
                "name", "Graph paper", "country", "US", "city", "San Francisco", "quantity", 5, "labels", List.of("Squared"),
                "price", Map.of("amount", 4_500_000_000L, "currency", "usd"),
                "attributes", List.of(Map.of("name", "ruling", "value", "5 mm")));
        JsonNode payload = new Query(seller).data("""
                mutation($input: ListingInput!) { createListing(input: $input, idempotencyKey: "once") {
                    listing { id status price { amount currency } attributes { name value } version seller { name } }
                    rejection { code } consistencyToken replayed } }""", Map.of("input", input)).path("createListing");
        JsonNode made = payload.path("listing");
        listing = made.path("id").asString();
        version = made.path("version").asLong();
        assertThat(made.path("status").asString()).isEqualTo("PUBLISHED");
        assertThat(made.path("price").toString()).isEqualTo("{\"amount\":4500000000,\"currency\":\"usd\"}");
        assertThat(made.path("attributes").toString()).isEqualTo("[{\"name\":\"ruling\",\"value\":\"5 mm\"}]");
        assertThat(made.path("seller").path("name").asString()).isEqualTo("Steve of the graph");

        JsonNode again = new Query(seller).data(
                "mutation($input: ListingInput!) { createListing(input: $input, idempotencyKey: \"once\") { listing { id } replayed } }",
                Map.of("input", input)).path("createListing");
        assertThat(again.path("listing").path("id").asString()).isEqualTo(listing);
        assertThat(again.path("replayed").asBoolean()).isTrue();

        JsonNode seen = new Query(after(Person.anybody(), payload))
                .data("query($id: ID!) { node(id: $id) { id ... on Listing { name createdAt } } }", Map.of("id", listing)).path("node");
        assertThat(seen.path("name").asString()).isEqualTo("Graph paper");
        assertThat(seen.path("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    @Order(3)
    void and_changes_its_price_at_the_version_that_was_read() {
        String change = """
                mutation($id: ID!, $version: Long) { changeListing(id: $id, expectedVersion: $version,
                    input: {price: {amount: 1500, currency: "usd"}, description: null}) {
                    listing { version price { amount } } rejection { code detail } } }""";
        JsonNode changed = new Query(seller).data(change, Map.of("id", listing, "version", version)).path("changeListing").path("listing");
        assertThat(changed.path("price").path("amount").asLong()).isEqualTo(1500);

        JsonNode late = new Query(seller).data(change, Map.of("id", listing, "version", version)).path("changeListing");
        assertThat(late.path("listing").isNull()).isTrue();
        assertThat(late.path("rejection").path("code").asString()).isEqualTo("version_mismatch");
        assertThat(late.path("rejection").path("detail").asString()).contains("expectedVersion");
    }

    @Test
    @Order(4)
    void the_other_buys_it() {
        JsonNode payload = new Query(buyer).data("""
                mutation($input: CheckoutInput!) { startCheckout(input: $input, wait: 30, idempotencyKey: "buy") {
                    checkout { id status total { amount currency } shippingAddress { city line2 } items { quantity listingId } }
                    consistencyToken rejection { code } } }""", Map.of("input", Map.of(
                "items", List.of(Map.of("listingId", listing, "quantity", 2, "priceAmount", 1500)),
                "paymentMethod", "pm_card_ok",
                "shippingAddress", Map.of("name", "Ada", "line1", "1 Engine Row", "city", "London", "country", "GB"))))
                .path("startCheckout");
        assertThat(payload.path("checkout").path("status").asString()).isEqualTo("COMPLETED");
        assertThat(payload.path("checkout").path("total").path("amount").asLong()).isEqualTo(3000);

        JsonNode checkout = new Query(after(buyer, payload)).data("""
                query($id: ID!) { checkout(id: $id) { orders { id status seller { name } buyer { name } shippingAddress { city }
                    items { name quantity totalAmount listing { name } } payment { status captured { amount } checkout { id } } } } }""",
                Map.of("id", payload.path("checkout").path("id").asString())).path("checkout");
        JsonNode placed = checkout.path("orders").get(0);
        order = placed.path("id").asString();
        assertThat(placed.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(placed.path("seller").path("name").asString()).isEqualTo("Steve of the graph");
        assertThat(placed.path("items").get(0).path("listing").path("name").asString()).isEqualTo("Graph paper");
        assertThat(placed.path("payment").path("captured").path("amount").asLong()).isEqualTo(3000);
        assertThat(placed.path("payment").path("checkout").path("id").asString())
                .isEqualTo(payload.path("checkout").path("id").asString());
    }

    @Test
    @Order(5)
    void it_is_shipped_and_arrives() {
        JsonNode shipped = new Query(seller).data("""
                mutation($id: ID!) { shipOrder(id: $id, input: {carrier: "Pigeon", trackingNumber: "P-1"}) {
                    order { status carrier actions history { status at } } } }""", Map.of("id", order)).path("shipOrder").path("order");
        assertThat(shipped.path("status").asString()).isEqualTo("SHIPPED");
        assertThat(shipped.path("carrier").asString()).isEqualTo("Pigeon");
        assertThat(shipped.path("actions").toString()).isEqualTo("[\"DELIVER\",\"REFUND\"]");

        JsonNode refused = new Query(buyer).data(
                "mutation($id: ID!) { shipOrder(id: $id) { order { id } rejection { code title detail errors { code } } } }",
                Map.of("id", order)).path("shipOrder").path("rejection");
        assertThat(refused.path("code").asString()).isEqualTo("forbidden");

        JsonNode delivered = new Query(buyer).data(
                "mutation($id: ID!) { deliverOrder(id: $id) { order { status } } }", Map.of("id", order)).path("deliverOrder");
        assertThat(delivered.path("order").path("status").asString()).isEqualTo("DELIVERED");
    }

    @Test
    @Order(6)
    void and_is_refunded_in_part_which_both_sides_see() {
        JsonNode payload = new Query(seller).data("""
                mutation($id: ID!) { requestRefund(orderId: $id, input: {amount: 1000, reason: "a corner is bent"}, idempotencyKey: "r-1") {
                    refund { id status amount { amount } } rejection { code } consistencyToken } }""", Map.of("id", order))
                .path("requestRefund");
        refund = payload.path("refund").path("id").asString();

        JsonNode tooMuch = new Query(seller).data("""
                mutation($id: ID!) { requestRefund(orderId: $id, input: {amount: 9000}, idempotencyKey: "r-2") {
                    refund { id } rejection { code } } }""", Map.of("id", order)).path("requestRefund");
        assertThat(tooMuch.path("rejection").path("code").asString()).isEqualTo("refund_exceeds_payment");

        JsonNode seen = new Query(after(buyer, payload)).data("""
                query($id: ID!) { order(id: $id) { refundable { amount } refunds(first: 5) {
                    nodes { id reason order { id } } pageInfo { hasNextPage } } } }""", Map.of("id", order)).path("order");
        assertThat(seen.path("refundable").path("amount").asLong()).isEqualTo(2000);
        assertThat(seen.path("refunds").path("nodes").get(0).path("id").asString()).isEqualTo(refund);
        assertThat(seen.path("refunds").path("nodes").get(0).path("reason").asString()).isEqualTo("a corner is bent");
        assertThat(seen.path("refunds").path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
    }

    @Test
    @Order(7)
    void the_seller_finds_the_order_at_the_listing() {
        JsonNode listings = new Query(seller).data("""
                query($id: ID!) { listing(id: $id) { quantityAvailable orders { nodes { id buyer { name email } } } seller {
                    listings(first: 1) { edges { cursor node { id } } } orders(filter: {role: SELLER, statuses: [DELIVERED]}) {
                        nodes { id } } } } }""", Map.of("id", listing)).path("listing");
        assertThat(listings.path("orders").path("nodes").get(0).path("id").asString()).isEqualTo(order);
        assertThat(listings.path("orders").path("nodes").get(0).path("buyer").path("email").isNull()).isTrue();
        assertThat(listings.path("seller").path("orders").path("nodes").get(0).path("id").asString()).isEqualTo(order);
        assertThat(listings.path("seller").path("listings").path("edges").get(0).path("node").path("id").asString()).isEqualTo(listing);
    }

    @Test
    @Order(8)
    void what_is_wrong_with_the_input_is_pointed_at_where_it_stands() {
        JsonNode rejection = new Query(seller).data("""
                mutation { createListing(input: {name: "", country: "usa", city: "x", price: {amount: -1, currency: "usd"},
                    labels: ["a", "A"]}) { listing { id } rejection { code errors { pointer code detail } } } }""")
                .path("createListing").path("rejection");
        assertThat(rejection.path("code").asString()).isEqualTo("invalid_request");
        assertThat(rejection.path("errors").valueStream().map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/input/name", "/input/country", "/input/price/amount", "/input/labels");
    }

    @Test
    @Order(9)
    void keys_are_made_and_revoked() {
        JsonNode made = new Query(seller)
                .data("""
                mutation { createApiKey(input: {name: "a program", scopes: ["orders:read"]}) { apiKey { id key scopes } rejection { code } } }""")
                .path("createApiKey").path("apiKey");
        Query program = new Query(Person.anybody().as(made.path("key").asString()));
        assertThat(program.data("{ orders(first: 1) { nodes { id } } }").path("orders").path("nodes").size()).isEqualTo(1);
        Answer beyond = program.send("{ payments { nodes { id } } orders { nodes { id } } }");
        assertThat(Query.codes(beyond)).containsExactly("insufficient_scope");
        assertThat(beyond.data().path("orders").path("nodes").size()).isPositive();
        assertThat(Query.codes(program.send("mutation { publishListing(id: \"" + listing + "\") { listing { id } } }")))
                .containsExactly("insufficient_scope");
        assertThat(new Query(seller).data("{ apiKeys { id name prefix } }").path("apiKeys").get(0).path("id")).isEqualTo(made.path("id"));
        assertThat(new Query(seller).data("mutation { revokeApiKey(id: \"" + made.path("id").asString() + "\") { done } }")
                .path("revokeApiKey").path("done").asBoolean()).isTrue();
        assertThat(program.send("{ me { id } }").status()).isEqualTo(401);
    }

    @Test
    @Order(10)
    void and_search_finds_it_page_by_page() {
        // What was sold is just being indexed, and a hit's score with it, by which a page is told from the next.
        await().untilAsserted(this::isFoundOnceOnTwoPages);
        assertThat(new Query(seller).data("{ eventTypes { id version description } }").path("eventTypes").size()).isGreaterThan(10);
    }

    private void isFoundOnceOnTwoPages() {
        JsonNode found = new Query(seller).data("""
                { searchListings(text: "graph paper", facets: [CITY], first: 1) { degraded facets { facet values { value count } }
                    edges { cursor score node { id seller { name } } highlights { field fragments } } nodes { id } } }""")
                .path("searchListings");
        assertThat(found.path("nodes").get(0).path("id").asString()).isEqualTo(listing);
        String cursor = found.path("edges").get(0).path("cursor").asString();
        assertThat(new Query(seller).data("query($c: String) { searchListings(text: \"graph paper\", after: $c) { nodes { id } } }",
                Map.of("c", cursor)).path("searchListings").path("nodes").valueStream().map(node -> node.path("id").asString()))
                .doesNotContain(listing);
    }
}
