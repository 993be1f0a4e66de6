package com.steveslist.api.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.EventReader;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedCommands;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.Server;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka or Elasticsearch is away while people sell and buy; afterwards everything catches up without a hand being moved. */
@ExtendWith(PrintsTheLog.class)
class OutagesTest {
    @Test
    void selling_goes_on_without_Kafka_and_everything_catches_up() {
        sellsWithout(EmbeddedServers.kafka(), "kafkaless");
    }

    @Test
    void selling_goes_on_without_Elasticsearch_and_search_answers_from_PostgreSQL_meanwhile() throws Exception {
        Person collector = Person.newcomer("Carla Collector");
        String key = collector.calls().post("/v1/api-keys", Map.of("name", "live"), Person.newKey()).text("key");
        Answer mistyped = collector.calls()
                .post("/v1/saved-searches", Map.of("name", "lamps", "query", Map.of("q", "elastikless")), Person.newKey());
        String stream = "/v1/saved-searches/" + mistyped.expected("save").text("id") + "/matches/stream";
        try (EventReader matches = EventReader.openNow(key, stream)) {
            sellsWithout(EmbeddedServers.elasticsearch(), "elasticless");
            // Only the index forgives the mistake, and it was away when the lamp was published.
            assertThat(matches.next().data().path("listing").path("name").asString()).isEqualTo("Lamp elasticless");
        }
    }

    private static void sellsWithout(Server server, String word) {
        Person seller = Person.newcomer("Lupe Tianguis");
        Person buyer = Person.newcomer("Connie Customer");
        Answer lamp = null;
        EmbeddedServers.kill(server);
        try {
            lamp = seller.lists("Lamp " + word, 5, 900, Map.of());
            Answer bought = buyer.buys(lamp.text("id"), 2, "pm_card_ok");
            assertThat(bought.text("status")).isEqualTo("completed");
            assertThat(buyer.after(bought).get("/v1/orders?role=buyer").expected("list orders").items()).hasSize(1);
            Answer ready = Person.anybody().get("/health/ready");
            assertThat(ready.status()).isEqualTo(200);
            Answer found = Person.anybody().get("/v1/search/listings?q=" + word).expected("search");
            String stuck = "elasticless".equals(word) ? "index.listing" : "relay.kafka";
            await().untilAsserted(
                    () -> assertThat(SharedCommands.run("consumers").output()).containsPattern(stuck + " .*\\n +cannot go on: "));
            if ("elasticless".equals(word)) {
                assertThat(found.header("X-Degraded")).hasValue("search");
                assertThat(found.items()).hasSize(1);
                Answer afterBuying = buyer.after(bought).get("/v1/search/listings?q=" + word).expected("search after buying");
                assertThat(afterBuying.items().getFirst().path("quantity_available").asInt()).isEqualTo(3);
                Answer newer = seller.lists("Lamp " + word + "er", 5, 900, Map.of());
                assertThat(seller.after(newer).get("/v1/search/listings?q=" + word).expected("search for the whole word").items())
                        .extracting(hit -> hit.path("id").asString()).containsExactly(lamp.text("id"), newer.text("id"));
            }
        } finally {
            EmbeddedServers.startAgain(server);
        }
        String listing = lamp.text("id");
        await().untilAsserted(() -> {
            Answer found = Person.anybody().get("/v1/search/listings?q=" + word).expected("search");
            assertThat(found.header("X-Degraded")).isEmpty();
            assertThat(found.items()).extracting(hit -> hit.path("id").asString()).startsWith(listing);
        });
        await().untilAsserted(
                () -> assertThat(SharedCommands.run("consumers").output()).doesNotContain("cannot go on"));
        SharedCommands.Ran reconciled = SharedCommands.run("reconcile");
        assertThat(reconciled.exitCode()).as(reconciled.output()).isZero();
    }
}
