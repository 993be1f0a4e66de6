package com.steveslist.api.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** One journey, a method a step; each step builds on the ones before. */
@TestMethodOrder(OrderAnnotation.class)
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(PrintsTheLog.class)
class JourneyTest {
    private static final long PRICE = 129_900;

    private Person kate = new Person("", "", "", Person.anybody());
    private Person steve = kate;
    private SteveslistClient katesProgram = kate.calls();
    private String television = "";
    private Answer listed = nothing();
    private Answer bought = nothing();
    private String order = "";
    private String refund = "";

    @Test
    @Order(1)
    void Kate_and_Steve_sign_up() {
        kate = Person.newcomer("Kate Kateberry");
        steve = Person.newcomer("Steve Steveington");

        Answer me = kate.calls().get("/v1/accounts/me").expected("look at oneself");
        assertThat(me.text("name")).isEqualTo("Kate Kateberry");
        assertThat(me.text("email")).isEqualTo(kate.email());
        Answer again = Person.anybody()
                .post("/v1/accounts", Map.of("email", kate.email(), "password", "another password", "name", "Kate again"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("email_taken");
    }

    @Test
    @Order(2)
    void Kate_makes_a_key_for_her_program() {
        Answer key = kate.calls().post("/v1/api-keys", Map.of("name", "listing program")).expected("make a key");

        katesProgram = Person.anybody().with("X-Steveslist-API-Key", key.text("key"));
        assertThat(katesProgram.get("/v1/accounts/me").expected("use the key").text("id")).isEqualTo(kate.id());
    }

    @Test
    @Order(3)
    void her_program_lists_three_televisions() {
        listed = katesProgram
                .post("/v1/listings", Map.of(
                        "name", "Journey television", "description", "One careful owner", "country", "US", "city", "San Francisco",
                        "category", "electronics", "labels", List.of("Electronics", "TV"), "price_amount", PRICE, "price_currency", "usd",
                        "quantity", 3), Person.newKey())
                .expected("list");

        television = listed.text("id");
        assertThat(listed.status()).isEqualTo(201);
        assertThat(listed.text("status")).isEqualTo("published");
        assertThat(listed.text("seller_id")).isEqualTo(kate.id());
        assertThat(listed.header("Location")).hasValueSatisfying(location -> assertThat(location).endsWith(television));
    }

    @Test
    @Order(4)
    void anybody_sees_it_at_once() {
        Answer seen = Person.anybody()
                .with("Consistency-Token", listed.header("Consistency-Token").orElseThrow())
                .get("/v1/listings/" + television)
                .expected("look");

        assertThat(seen.text("name")).isEqualTo("Journey television");
        assertThat(seen.data().path("quantity_available").asLong()).isEqualTo(3);
    }

    @Test
    @Order(5)
    void Steve_finds_it_though_he_cannot_spell() {
        await().untilAsserted(() -> {
            Answer found = steve.calls().get("/v1/search/listings?q=jurney%20televison").expected("search");
            assertThat(found.items()).extracting(hit -> hit.path("id").asString()).contains(television);
        });
    }

    @Test
    @Order(6)
    void Steve_buys_two() {
        bought = steve.buys(television, 2, "pm_card_ok");

        assertThat(bought.text("status")).isEqualTo("completed");
        assertThat(bought.data().path("total_amount").asLong()).isEqualTo(2 * PRICE);
        order = bought.data().path("orders").path(0).path("id").asString();
    }

    @Test
    @Order(7)
    void both_see_the_same_order_and_one_is_left() {
        Answer buyers = steve.after(bought).get("/v1/orders/" + order).expected("buyer's page");
        Answer sellers = kate.after(bought).get("/v1/orders/" + order).expected("seller's page");

        assertThat(buyers.text("status")).isEqualTo("confirmed");
        assertThat(buyers.data().path("total_amount").asLong()).isEqualTo(2 * PRICE);
        assertThat(sellers.text("buyer_id")).isEqualTo(steve.id());
        assertThat(steve.after(bought).get("/v1/listings/" + television).data().path("quantity_available").asLong()).isEqualTo(1);
        assertThat(steve.after(bought).get("/v1/orders?role=buyer").items())
                .extracting(one -> one.path("id").asString())
                .containsExactly(order);
    }

    @Test
    @Order(8)
    void the_payment_is_captured() {
        Answer payment = steve.after(bought).get("/v1/payments/" + bought.text("payment_id")).expected("look at the payment");

        assertThat(payment.text("status")).isEqualTo("captured");
    }

    @Test
    @Order(9)
    void Kate_ships_and_Steve_gets_it() {
        Answer shipped = kate.calls()
                .post("/v1/orders/" + order + "/ship", Map.of("carrier", "Steve's van", "tracking_number", "SV-1"), Person.newKey())
                .expected("ship");
        Answer delivered = steve.calls().post("/v1/orders/" + order + "/deliver", Map.of(), Person.newKey()).expected("deliver");

        assertThat(shipped.text("status")).isEqualTo("shipped");
        assertThat(delivered.text("status")).isEqualTo("delivered");
    }

    @Test
    @Order(10)
    void Kate_gives_a_part_of_the_money_back() {
        Answer asked = kate.calls()
                .post("/v1/orders/" + order + "/refunds", Map.of("amount", 30_000, "reason", "the remote is extra"), Person.newKey())
                .expected("refund");

        refund = asked.text("id");
        await().untilAsserted(
                () -> assertThat(steve.after(asked).get("/v1/refunds/" + refund).expected("look at the refund").text("status"))
                        .isEqualTo("succeeded"));
    }

    @Test
    @Order(11)
    void the_order_page_tells_the_whole_story() {
        await().untilAsserted(() -> {
            Answer page = steve.calls().get("/v1/orders/" + order).expected("order page");
            assertThat(page.text("refund_status")).isEqualTo("partial");
            assertThat(page.data().path("refunded_amount").asLong()).isEqualTo(30_000);
            assertThat(page.data().path("history").valueStream().map(entry -> entry.path("status").asString()))
                    .containsExactly("pending", "confirmed", "shipped", "delivered");
        });
    }

    @Test
    @Order(12)
    void Kafka_has_it_in_order() {
        try (TopicListener topic = new TopicListener()) {
            List<String> told = topic.typesOf(order, "refund.succeeded", Duration.ofSeconds(30));

            assertThat(told).containsExactly(
                    "order.placed", "order.confirmed", "order.shipped", "order.delivered", "refund.requested", "refund.succeeded");
        }
    }

    @Test
    @Order(13)
    void analysts_have_it_in_their_table() {
        await().untilAsserted(() -> {
            SharedCommands.Ran asked = SharedCommands.run(
                    "sql", "--format", "csv",
                    "select status, total_amount, refunded_amount from orders where id = '" + order + "'");
            assertThat(asked.exitCode()).isZero();
            assertThat(asked.output()).contains("delivered," + 2 * PRICE + ",30000");
        });
    }

    @Test
    @Order(14)
    void and_everything_adds_up() {
        SharedCommands.Ran reconciled = SharedCommands.run("reconcile");

        assertThat(reconciled.exitCode()).as(reconciled.output()).isZero();
    }

    private static Answer nothing() {
        return new Answer(0, tools.jackson.databind.node.MissingNode.getInstance(), java.net.http.HttpHeaders.of(Map.of(), (_, _) -> true));
    }
}
