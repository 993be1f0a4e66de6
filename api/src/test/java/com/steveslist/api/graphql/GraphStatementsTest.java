package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Bulk;
import com.steveslist.api.testing.CountedStatements;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** However many rows a nested query shows, each level of it is one statement a view. */
@ExtendWith(PrintsTheLog.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphStatementsTest {

    private static final int SELLERS = 4;

    private Person buyer;
    private Answer latest;

    @BeforeAll
    void a_buyer_buys_of_several_sellers() {
        buyer = Person.newcomer("A buyer of much");
        latest = buysOfSeller(0);
        for (int i = 1; i < SELLERS; i++) {
            latest = buysOfSeller(i);
        }
    }

    private Answer buysOfSeller(int i) {
        Person seller = Person.newcomer("Seller " + i);
        String listing = seller.lists("Thing " + i, 5, 100 + i, Map.of("category", "counted")).text("id");
        seller.lists("Another thing " + i, 5, 200, Map.of());
        return buyer.buys(listing, 1, "pm_card_ok");
    }

    private record Counted(JsonNode data, List<String> statements) {}

    private Counted ask(String query) {
        String id = Person.newKey();
        List<String> statements = CountedStatements.of(id);
        JsonNode data = new Query(buyer.after(latest).with("X-Request-Id", id)).data(query);
        return new Counted(data, statements.stream().filter(sql -> sql.contains("views.") || sql.contains("import_errors")).toList());
    }

    @Test
    void orders_with_all_that_belongs_to_them() {
        String query = """
                { orders(first: %d) { nodes { id buyer { name } seller { name listings(first: 3) { nodes { name seller { name } } } }
                    items { listing { name } } payment { status checkout { status } } checkout { orders { id payment { id } } }
                    refunds(first: 2) { nodes { id } } } } }""";
        Counted one = ask(query.formatted(1));
        Counted all = ask(query.formatted(SELLERS));
        assertThat(one.data().path("orders").path("nodes").size()).isEqualTo(1);
        assertThat(all.data().path("orders").path("nodes").size()).isEqualTo(SELLERS);
        assertThat(all.data().path("orders").path("nodes").get(0).path("seller").path("listings").path("nodes").size()).isEqualTo(2);
        assertThat(all.statements()).hasSameSizeAs(one.statements());
        // The list of orders; accounts, listings, payments, checkouts, refunds; listings of sellers, orders of checkouts.
        assertThat(all.statements()).as(String.join("\n", all.statements())).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void listings_with_their_sellers_and_what_else_these_sell() {
        String query = """
                { listings(filter: {category: "counted"}, first: %d) { nodes { seller { listings(first: 2) { nodes { id
                    seller { listings(first: 5) { nodes { name } } } } } } orders { nodes { id } } } } }""";
        Counted one = ask(query.formatted(1));
        Counted all = ask(query.formatted(SELLERS));
        assertThat(all.data().path("listings").path("nodes").size()).isEqualTo(SELLERS);
        assertThat(all.statements()).hasSameSizeAs(one.statements()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void a_cart_with_its_listings_and_their_sellers() {
        String query = "{ cart { items { listing { name } seller { name } } } }";
        List<String> listings = bought();
        putInCart(listings.subList(0, 1));
        Counted one = ask(query);
        putInCart(listings);
        Counted all = ask(query);
        assertThat(all.data().at("/cart/items").size()).isEqualTo(SELLERS);
        assertThat(all.data().at("/cart/items/0/listing/name").asString()).startsWith("Thing");
        // What the cart says itself, the listings, the sellers.
        assertThat(all.statements()).as(String.join("\n", all.statements())).hasSameSizeAs(one.statements()).hasSize(3);
    }

    private List<String> bought() {
        return ask("{ orders { nodes { items { listingId } } } }").data().at("/orders/nodes").valueStream()
                .map(order -> order.at("/items/0/listingId").asString())
                .toList();
    }

    private void putInCart(List<String> listings) {
        buyer.calls().put("/v1/cart", Map.of("items", listings.stream().map(id -> Map.of("listing_id", id, "quantity", 1)).toList()))
                .expected("put into the cart");
    }

    @Test
    void imports_with_what_was_wrong_with_their_rows() {
        for (int i = 0; i < 3; i++) {
            Bulk.imports(buyer, Bulk.NDJSON, "{\"key\": \"a\"}\n{\"key\": \"b\"}\n");
        }
        String query = "{ imports(first: %d) { nodes { status failed errors(first: 1) { nodes { row code errors { pointer } }"
                + " pageInfo { hasNextPage endCursor } } } } }";
        Counted all = ask(query.formatted(3));
        assertThat(all.data().at("/imports/nodes").size()).isEqualTo(3);
        assertThat(all.data().at("/imports/nodes/2/status").asString()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(all.data().at("/imports/nodes/2/errors/nodes/0/row").asInt()).isEqualTo(1);
        assertThat(all.statements()).hasSize(1);

        String next = all.data().at("/imports/nodes/2/errors/pageInfo/endCursor").asString();
        String id = ask("{ imports(first: 3) { nodes { id } } }").data().at("/imports/nodes/2/id").asString();
        JsonNode second = ask("{ import(id: \"" + id + "\") { errors(after: \"" + next + "\") { nodes { row key }"
                + " pageInfo { hasNextPage } } } node(id: \"" + id + "\") { ... on Import { format rowsTotal } } }").data();
        assertThat(second.at("/import/errors").toString())
                .isEqualTo("{\"nodes\":[{\"row\":2,\"key\":\"b\"}],\"pageInfo\":{\"hasNextPage\":false}}");
        assertThat(second.path("node").toString()).isEqualTo("{\"format\":\"NDJSON\",\"rowsTotal\":2}");
        assertThat(new Query(buyer.calls()).data("mutation { cancelImport(id: \"" + id + "\") { import { id } rejection { code } } }")
                .at("/cancelImport/rejection/code").asString()).isEqualTo("invalid_state");
    }

    @Test
    void things_by_their_ids_are_read_kind_by_kind() {
        List<String> ids = new ArrayList<>(bought());
        ids.add(buyer.id());
        ids.add("lst_00000000000000000000000000");
        ids.add("nothing");
        String wanted = ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", "));

        Counted counted = ask("{ nodes(ids: [" + wanted + "]) { id ... on Listing { seller { name } } } }");

        assertThat(counted.data().path("nodes").valueStream().map(node -> node.path("id").asString("")))
                .containsExactlyElementsOf(Stream.concat(ids.stream().limit(SELLERS + 1), Stream.of("", "")).toList());
        // Listings, the one that is not there once more, accounts, and sellers.
        assertThat(counted.statements()).as(String.join("\n", counted.statements())).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void the_same_thing_asked_for_often_is_read_once() {
        Counted counted = ask("{ a: me { id } b: me { name } c: account(id: \"" + buyer.id() + "\") { name } d: node(id: \"" + buyer.id()
                + "\") { id } }");
        assertThat(counted.statements()).hasSize(1);
    }
}
