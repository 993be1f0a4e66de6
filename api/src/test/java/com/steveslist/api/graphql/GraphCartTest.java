package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(PrintsTheLog.class)
class GraphCartTest {

    private static final String PUT = """
            mutation($items: [CartItemInput!]!, $version: Long) { putCart(input: {items: $items}, expectedVersion: $version) {
                cart { version updatedAt totals { amount currency } items { listingId quantity name price { amount } total { amount }
                    putInPrice { amount currency } quantityAvailable problems { code } listing { city } seller { name } } }
                rejection { code errors { pointer code } } consistencyToken } }""";
    private static final String BUY = """
            mutation($input: CheckoutInput!, $key: String!) { startCheckout(input: $input, wait: 30, idempotencyKey: $key) {
                checkout { status total { amount } items { quantity } } rejection { code errors { pointer } } } }""";

    private final Person seller = Person.newcomer("Sally Seller");
    private final Person buyer = Person.newcomer("Billy Buyer");
    private final Query asked = new Query(buyer.calls());

    private JsonNode put(Map<String, Object> variables) {
        return asked.data(PUT, variables).path("putCart");
    }

    private static Map<String, Object> purchase(Map<String, Object> of) {
        Map<String, Object> input = new java.util.HashMap<>(of);
        input.put("paymentMethod", "pm_card_ok");
        input.put("shippingAddress", Map.of("name", "Billy Buyer", "line1", "1 Main Street", "city", "Reno", "country", "US"));
        return Map.of("input", input, "key", Person.newKey());
    }

    @Test
    void what_is_put_in_is_shown_with_what_it_is_and_whose() {
        assertThat(asked.data("{ cart { version updatedAt items { quantity } totals { amount } } }").path("cart").toString())
                .isEqualTo("{\"version\":0,\"updatedAt\":null,\"items\":[],\"totals\":[]}");
        String lamp = seller.lists("Lamp", 3, 900, Map.of()).text("id");

        JsonNode cart = put(Map.of("items", List.of(Map.of("listingId", lamp, "quantity", 2)))).path("cart");

        assertThat(cart.path("version").asLong()).isEqualTo(1);
        assertThat(cart.path("totals").toString()).isEqualTo("[{\"amount\":1800,\"currency\":\"usd\"}]");
        JsonNode item = cart.path("items").get(0);
        assertThat(item.path("name").asString()).isEqualTo("Lamp");
        assertThat(item.path("price").path("amount").asLong()).isEqualTo(900);
        assertThat(item.path("total").path("amount").asLong()).isEqualTo(1_800);
        assertThat(item.path("putInPrice").toString()).isEqualTo("{\"amount\":900,\"currency\":\"usd\"}");
        assertThat(item.path("problems").isEmpty()).isTrue();
        assertThat(item.path("seller").path("name").asString()).isEqualTo("Sally Seller");
        assertThat(asked.data("{ cart { items { listing { id city } } } }").at("/cart/items/0/listing/id").asString()).isEqualTo(lamp);
    }

    @Test
    void what_is_wrong_is_pointed_at_and_nobody_s_change_is_overwritten() {
        String lamp = seller.lists("Lamp", 3, 900, Map.of()).text("id");
        put(Map.of("items", List.of(Map.of("listingId", lamp, "quantity", 1)), "version", 0));

        JsonNode late = put(Map.of("items", List.of(), "version", 0)).path("rejection");
        JsonNode unknown = put(Map.of("items", List.of(
                Map.of("listingId", lamp, "quantity", 0), Map.of("listingId", "lst_00000000000000000000000000", "quantity", 1))));

        assertThat(late.path("code").asString()).isEqualTo("version_mismatch");
        assertThat(unknown.path("rejection").path("errors").valueStream().map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/input/items/0/quantity", "/input/items/1/listingId");
    }

    @Test
    void it_is_bought_as_a_whole_and_gone_then() {
        String lamp = seller.lists("Lamp", 3, 900, Map.of()).text("id");
        put(Map.of("items", List.of(Map.of("listingId", lamp, "quantity", 2))));

        JsonNode both = asked.data(BUY, purchase(
                Map.of("cart", true, "items", List.of(Map.of("listingId", lamp, "quantity", 1))))).path("startCheckout");
        JsonNode bought = asked.data(BUY, purchase(Map.of("cart", true))).path("startCheckout");
        JsonNode again = asked.data(BUY, purchase(Map.of("cart", true))).path("startCheckout");
        JsonNode nothing = asked.data(BUY, purchase(Map.of())).path("startCheckout");

        assertThat(both.at("/rejection/errors/0/pointer").asString()).isEqualTo("/input/items");
        assertThat(bought.at("/checkout/status").asString()).isEqualTo("COMPLETED");
        assertThat(bought.at("/checkout/total/amount").asLong()).isEqualTo(1_800);
        assertThat(asked.data("{ cart { items { quantity } } }").at("/cart/items").isEmpty()).isTrue();
        assertThat(again.at("/rejection/code").asString()).isEqualTo("cart_empty");
        assertThat(nothing.at("/rejection/errors/0/pointer").asString()).isEqualTo("/input/items");
    }

    @Test
    void it_is_emptied() {
        String lamp = seller.lists("Lamp", 3, 900, Map.of()).text("id");
        put(Map.of("items", List.of(Map.of("listingId", lamp, "quantity", 2))));

        assertThat(asked.data("mutation { emptyCart { done rejection { code } } }").at("/emptyCart/done").asBoolean()).isTrue();
        assertThat(asked.data("{ cart { version items { quantity } } }").at("/cart").toString()).isEqualTo("{\"version\":2,\"items\":[]}");
    }
}
