package com.steveslist.api.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(PrintsTheLog.class)
class CartCallsTest {

    private final Person seller = Person.newcomer("Sally Seller");
    private final Person buyer = Person.newcomer("Billy Buyer");

    private String listed(String name, long quantity, long price) {
        return seller.lists(name, quantity, price, Map.of()).text("id");
    }

    private static Map<String, Object> item(String listing, long quantity) {
        return Map.of("listing_id", listing, "quantity", quantity);
    }

    @SafeVarargs
    private Answer put(SteveslistClient calls, Map<String, Object>... items) {
        return calls.put("/v1/cart", Map.of("items", List.of(items)));
    }

    private List<JsonNode> items() {
        return buyer.calls().get("/v1/cart").expected("read the cart").data().path("items").valueStream().toList();
    }

    private static List<String> problems(JsonNode item) {
        return item.path("problems").valueStream().map(problem -> problem.path("code").asString("")).toList();
    }

    private static Map<String, Object> purchase(Map<String, Object> of, String card) {
        Map<String, Object> body = new java.util.HashMap<>(of);
        body.put("payment_method", card);
        body.put("shipping_address", Map.of("name", "Billy Buyer", "line1", "1 Main Street", "city", "Reno", "country", "US"));
        return body;
    }

    private Answer checkOut(String card, String key) {
        return buyer.calls().with("Prefer", "wait=30").post("/v1/checkouts", purchase(Map.of("cart", true), card), key);
    }

    @Nested
    class Keeping {

        @Test
        void it_is_empty_at_first_and_then_the_same_on_every_device() {
            Answer first = buyer.calls().get("/v1/cart").expected("read");
            assertThat(first.data().path("items").isEmpty()).isTrue();
            assertThat(first.data().path("updated_at").isNull()).isTrue();
            assertThat(first.header("ETag")).hasValue("\"0\"");
            String lamp = listed("Lamp", 3, 900);

            Answer put = put(buyer.calls(), item(lamp, 2)).expected("put");
            Answer elsewhere = Person.again(buyer).get("/v1/cart").expected("read on the phone");

            assertThat(put.status()).isEqualTo(200);
            assertThat(put.header("ETag")).hasValue("\"1\"");
            assertThat(elsewhere.data()).isEqualTo(put.data());
            JsonNode line = elsewhere.data().path("items").get(0);
            assertThat(line.path("listing_id").asString()).isEqualTo(lamp);
            assertThat(line.path("name").asString()).isEqualTo("Lamp");
            assertThat(line.path("seller_id").asString()).isEqualTo(seller.id());
            assertThat(line.path("price_amount").asLong()).isEqualTo(900);
            assertThat(line.path("total_amount").asLong()).isEqualTo(1_800);
            assertThat(line.path("quantity_available").asLong()).isEqualTo(3);
            assertThat(line.path("problems").isEmpty()).isTrue();
            assertThat(elsewhere.data().path("totals").toString()).isEqualTo("[{\"currency\":\"usd\",\"amount\":1800}]");
            assertThat(elsewhere.header("Consistency-Token")).isPresent();
        }

        @Test
        void somebody_elses_change_is_not_overwritten_with_if_match() {
            String lamp = listed("Lamp", 3, 900);
            String etag = put(buyer.calls(), item(lamp, 1)).header("ETag").orElseThrow();
            put(buyer.calls(), item(lamp, 2)).expected("put on the phone");

            assertThat(put(buyer.calls().with("If-Match", etag), item(lamp, 3)).code()).isEqualTo("version_mismatch");
            assertThat(buyer.calls().with("If-Match", etag).delete("/v1/cart").status()).isEqualTo(412);
            assertThat(items().getFirst().path("quantity").asLong()).isEqualTo(2);
        }

        @Test
        void putting_in_the_same_again_is_no_new_version() {
            String lamp = listed("Lamp", 3, 900);
            assertThat(put(buyer.calls(), item(lamp, 1)).header("ETag")).isEqualTo(put(buyer.calls(), item(lamp, 1)).header("ETag"));
        }

        @Test
        void it_can_be_emptied_again_and_again() {
            put(buyer.calls(), item(listed("Lamp", 3, 900), 1)).expected("put");

            assertThat(buyer.calls().delete("/v1/cart").status()).isEqualTo(204);
            assertThat(buyer.calls().delete("/v1/cart").status()).isEqualTo(204);
            assertThat(items()).isEmpty();
        }

        @Test
        void twenty_devices_at_once_leave_the_cart_of_one_of_them() {
            String lamp = listed("Lamp", 100, 900);
            List<Answer> answers = IntStream.rangeClosed(1, 20).parallel().mapToObj(i -> put(buyer.calls(), item(lamp, i))).toList();

            assertThat(answers).allMatch(answer -> answer.status() == 200);
            assertThat(answers.stream().map(answer -> answer.header("ETag")).distinct()).hasSize(20);
        }

        @Test
        void what_cannot_be_in_it_is_told_by_its_place() {
            String lamp = listed("Lamp", 3, 900);
            String draft = seller.lists("Secret", 1, 100, Map.of("status", "draft")).text("id");
            Answer refused = put(buyer.calls(), item(lamp, 1), item(draft, 1), item(lamp, 1), item("lst_nonsense", 0));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body().path("errors").valueStream().map(error -> error.path("pointer").asString("")))
                    .containsExactlyInAnyOrder("/items/1/listing_id", "/items/2/listing_id", "/items/3/listing_id", "/items/3/quantity");
            assertThat(put(buyer.calls(), IntStream.range(0, 51).mapToObj(i -> item(lamp, 1)).<Map<String, Object>>toArray(Map[]::new))
                    .status()).isEqualTo(400);
            assertThat(items()).isEmpty();
        }
    }

    @Nested
    class Problems {

        @Test
        void a_price_that_changed_is_told_until_the_buyer_agrees() {
            String lamp = listed("Lamp", 3, 900);
            put(buyer.calls(), item(lamp, 1)).expected("put");
            Answer changed = seller.calls().patch("/v1/listings/" + lamp, Map.of("price_amount", 1_000), Person.newKey()).expected("raise");

            JsonNode line = buyer.after(changed).get("/v1/cart").data().path("items").get(0);
            assertThat(problems(line)).containsExactly("price_changed");
            assertThat(line.path("price_amount").asLong()).isEqualTo(1_000);
            assertThat(line.path("put_in_price_amount").asLong()).isEqualTo(900);
            put(buyer.calls(), item(lamp, 2)).expected("put without agreeing");
            assertThat(problems(items().getFirst())).containsExactly("price_changed");
            put(buyer.calls(), Map.of("listing_id", lamp, "quantity", 1, "price_amount", 1_000)).expected("agree");
            assertThat(problems(items().getFirst())).isEmpty();
        }

        @Test
        void sold_out_withdrawn_own_and_in_another_currency_are_told() {
            String few = listed("Few", 1, 900);
            String gone = listed("Gone", 1, 900);
            String euro = seller.lists("Euro", 1, 900, Map.of("price_currency", "eur")).text("id");
            String own = buyer.lists("Own", 1, 900, Map.of()).text("id");
            put(buyer.calls(), item(few, 2), item(gone, 1), item(euro, 1), item(own, 1)).expected("put");
            Answer withdrawn = seller.calls().post("/v1/listings/" + gone + "/withdraw", Map.of(), Person.newKey()).expected("withdraw");

            Answer cart = buyer.after(withdrawn).get("/v1/cart");
            List<JsonNode> lines = cart.data().path("items").valueStream().toList();
            assertThat(lines.stream().map(CartCallsTest::problems)).containsExactly(
                    List.of("out_of_stock"), List.of("listing_unavailable"), List.of("mixed_currencies"), List.of("own_listing"));
            assertThat(lines.get(1).path("name").isNull()).isTrue();
            assertThat(cart.data().path("totals").toString())
                    .isEqualTo("[{\"currency\":\"eur\",\"amount\":900},{\"currency\":\"usd\",\"amount\":2700}]");
            put(buyer.calls(), item(few, 1), item(gone, 1)).expected("what was in it may stay");
        }
    }

    @Nested
    class Buying {

        @Test
        void takes_what_is_in_it_and_then_it_is_empty() {
            String lamp = listed("Lamp", 3, 900);
            put(buyer.calls(), item(lamp, 2)).expected("put");
            String key = Person.newKey();

            Answer bought = checkOut("pm_card_ok", key).expected("check out");
            Answer again = checkOut("pm_card_ok", key).expected("check out again");

            assertThat(bought.text("status")).isEqualTo("completed");
            assertThat(bought.data().path("total_amount").asLong()).isEqualTo(1_800);
            assertThat(items()).isEmpty();
            assertThat(buyer.calls().get("/v1/cart").header("ETag")).hasValue("\"2\"");
            assertThat(again.text("id")).isEqualTo(bought.text("id"));
            assertThat(again.header("Idempotent-Replayed")).hasValue("true");
            assertThat(items()).isEmpty();
        }

        @Test
        void empties_it_also_when_nobody_waits() {
            put(buyer.calls(), item(listed("Lamp", 3, 900), 2)).expected("put");
            buyer.calls().post("/v1/checkouts", purchase(Map.of("cart", true), "pm_card_ok"), Person.newKey()).expected("check out");
            Answer twice = buyer.calls().post("/v1/checkouts", purchase(Map.of("cart", true), "pm_card_ok"), Person.newKey());

            assertThat(twice.code()).isEqualTo("cart_empty");
            await().until(() -> items().isEmpty());
        }

        @Test
        void that_fails_leaves_it_as_it_is() {
            put(buyer.calls(), item(listed("Lamp", 3, 900), 2)).expected("put");
            assertThat(checkOut("pm_card_declined", Person.newKey()).expected("check out").data().path("failure").path("code").asString())
                    .isEqualTo("card_declined");
            assertThat(items()).hasSize(1);
            assertThat(checkOut("pm_card_ok", Person.newKey()).text("status")).isEqualTo("completed");
        }

        @Test
        void fails_when_a_price_or_its_currency_is_another_than_when_it_was_put_in() {
            for (Map<String, Object> change : List.<Map<String, Object>>of(
                    Map.of("price_amount", 901), Map.of("price_currency", "eur"))) {
                String lamp = listed("Lamp", 3, 900);
                put(buyer.calls(), item(lamp, 1)).expected("put");
                seller.calls().patch("/v1/listings/" + lamp, change, Person.newKey()).expected("change");
                Answer checkout = checkOut("pm_card_ok", Person.newKey()).expected("check out");
                assertThat(checkout.data().path("failure").path("code").asString()).isEqualTo("price_changed");
                assertThat(items()).hasSize(1);
            }
        }

        @Test
        void needs_something_in_it_and_one_way_of_saying_what() {
            assertThat(checkOut("pm_card_ok", Person.newKey()).code()).isEqualTo("cart_empty");
            Map<String, Object> both = Map.of("cart", true, "items", List.of(item(listed("Lamp", 1, 900), 1)));
            for (Map<String, Object> wrong : List.<Map<String, Object>>of(both, Map.of(), Map.of("cart", false), Map.of("cart", "yes"))) {
                assertThat(buyer.calls().post("/v1/checkouts", purchase(wrong, "pm_card_ok"), Person.newKey()).status())
                        .as("%s", wrong).isEqualTo(400);
            }
        }
    }

    @Test
    void a_key_needs_a_scope_for_it() {
        Answer key = buyer.calls().postAgainAndAgain("/v1/api-keys", Map.of("name", "reads", "scopes", List.of("cart:read")));
        SteveslistClient reader = buyer.calls().as(key.expected("make a key").text("key"));

        assertThat(reader.get("/v1/cart").status()).isEqualTo(200);
        assertThat(put(reader).status()).isEqualTo(403);
        assertThat(Person.anybody().get("/v1/cart").status()).isEqualTo(401);
    }
}
