package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.CountedStatements;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.List;
import java.util.Map;
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
        return new Counted(data, statements.stream().filter(sql -> sql.contains("views.")).toList());
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
    void the_same_thing_asked_for_often_is_read_once() {
        Counted counted = ask("{ a: me { id } b: me { name } c: account(id: \"" + buyer.id() + "\") { name } d: node(id: \"" + buyer.id()
                + "\") { id } }");
        assertThat(counted.statements()).hasSize(1);
    }
}
