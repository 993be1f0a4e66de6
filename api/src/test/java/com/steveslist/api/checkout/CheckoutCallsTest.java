package com.steveslist.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class CheckoutCallsTest {

    private final Person seller = Person.newcomer("Sally Seller");
    private final Person buyer = Person.newcomer("Billy Buyer");

    private static Map<String, Object> of(String listing, long quantity) {
        return Map.of("listing_id", listing, "quantity", quantity);
    }

    @SafeVarargs
    private static Map<String, Object> purchase(Map<String, Object>... items) {
        Map<String, Object> address = Map.of("name", "Billy Buyer", "line1", "1 Main Street", "city", "Reno", "country", "US");
        return Map.of("items", List.of(items), "payment_method", "pm_card_ok", "shipping_address", address);
    }

    @Test
    void a_repeat_gives_the_first_answer_also_when_the_prices_could_no_longer_be_paid_together() {
        String lamp = seller.lists("Lamp", 3, 900, Map.of()).text("id");
        String chair = seller.lists("Chair", 3, 900, Map.of()).text("id");
        String key = Person.newKey();
        Answer first = buyer.calls().post("/v1/checkouts", purchase(of(lamp, 1), of(chair, 1)), key);
        seller.calls().patch("/v1/listings/" + lamp, Map.of("price_currency", "eur"), Person.newKey()).expected("change");
        Answer again = buyer.calls().post("/v1/checkouts", purchase(of(lamp, 1), of(chair, 1)), key);
        assertThat(again.status()).isEqualTo(first.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
        assertThat(buyer.calls().post("/v1/checkouts", purchase(of(lamp, 1), of(chair, 1)), Person.newKey()).status()).isEqualTo(422);
    }

    @Test
    void a_total_that_no_payment_can_cover_is_refused() {
        String palace = seller.lists("Palace", 1_000_000, 1_000_000_000_000L, Map.of()).text("id");
        for (long quantity : List.of(1_001L, 1_000_000L)) {
            Answer answer = buyer.calls().post("/v1/checkouts", purchase(of(palace, quantity)), Person.newKey());
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("total_too_large");
        }
    }
}
