package com.steveslist.api.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.http.Json;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OwnDataTest {

    private final Person seller = Person.newcomer("Olga Owner");
    private final Person buyer = Person.newcomer("Otto Other");

    private static String export(Person person) {
        return Http.send("GET", "/v1/accounts/me/export", Map.of("Authorization", person.calls().header("Authorization")), null).text();
    }

    @Test
    void holds_everything_about_a_person_in_the_clear_and_nothing_that_opens_the_account() {
        String listing = seller.lists("Olga's lamp", 2, 1_500, Map.of()).text("id");
        String order = buyer.buys(listing, 1, "pm_card_ok").body().at("/data/orders/0/id").asString();
        String key = buyer.calls().postAgainAndAgain("/v1/api-keys", Map.of("name", "Otto's laptop")).expected("key").text("key");
        buyer.calls().post("/v1/saved-searches", Map.of("name", "Lamps for Otto", "query", Map.of("q", "lamp")), Person.newKey())
                .expected("save");
        buyer.calls().put("/v1/cart", Map.of("items", List.of(Map.of("listing_id", listing, "quantity", 1)))).expected("cart");

        String text = export(buyer);
        JsonNode all = Json.read(text);
        assertThat(all.at("/profile/email").asString()).isEqualTo(buyer.email());
        assertThat(all.at("/orders/0/id").asString()).isEqualTo(order);
        assertThat(all.at("/orders/0/shipping_address/name").asString()).isEqualTo("Steve Steveington");
        assertThat(all.at("/checkouts/0/shipping_address/line1").asString()).isEqualTo("19 Century Literature Aisle");
        assertThat(all.at("/payments/0/status").asString()).isEqualTo("captured");
        assertThat(all.at("/api_keys/0/name").asString()).isEqualTo("Otto's laptop");
        assertThat(all.at("/saved_searches/0/name").asString()).isEqualTo("Lamps for Otto");
        assertThat(all.path("sessions")).hasSize(1);
        assertThat(all.at("/cart/0/items/0/listing_id").asString()).isEqualTo(listing);
        assertThat(all.path("events").valueStream().map(event -> event.path("type").asString()).toList())
                .contains("account.registered", "checkout.started", "order.placed", "api_key.created");
        assertThat(all.at("/events/0/data/name").asString()).isEqualTo("Otto Other");
        assertThat(text).doesNotContain(key).doesNotContain("_hash").doesNotContain("enc1.");
    }

    @Test
    void holds_nothing_of_anybody_else() {
        String listing = seller.lists("Another lamp", 2, 1_500, Map.of()).text("id");
        buyer.buys(listing, 1, "pm_card_ok");
        String text = export(Person.newcomer("Somebody without anything"));
        assertThat(text).doesNotContain(buyer.id()).doesNotContain(seller.id()).doesNotContain("lamp");
        JsonNode sellers = Json.read(export(seller));
        assertThat(sellers.path("orders")).hasSize(1);
        assertThat(sellers.path("checkouts")).isEmpty();
        assertThat(List.of(sellers.path("profile").path("email").asString())).containsExactly(seller.email());
    }
}
