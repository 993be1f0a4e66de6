package com.steveslist.api.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, and what they mean; in a town of its own, so that no other test's listing gets between. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(PrintsTheLog.class)
class SearchSentencesTest {
    private static final String TOWN = "Dogtown";

    private String television = "";

    @BeforeAll
    void a_market_with_one_second_hand_TV() {
        Person seller = Person.newcomer("Garage Sale-Smith");
        seller.lists("TV stand", 2, 3550, in("furniture", "Stands. Does not include the television that stood on it."));
        seller.lists("Second-hand motorbike", 1, 145_000, in("motorbikes", "Low mileage because it does not start."));
        seller.lists("Stolen TV", 1, 1000, in("electronics", "No receipt, no questions."));
        seller.lists("Hand mirror, second to none", 1, 2000, in("home", "See yourself."));
        television = seller.lists("Second-hand TV", 3, 12_999, in("electronics", "One careful owner. Possibly two.")).text("id");
    }

    private static Map<String, Object> in(String category, String description) {
        return Map.of("city", TOWN, "category", category, "description", description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"second-hand TV", "TV that is second-hand", "2nd-hand TV", "sceond-hnad TV"})
    void all_find_the_same_listing_first(String typed) {
        String path = "/v1/search/listings?city=" + encoded(TOWN) + "&q=" + encoded(typed);

        await().untilAsserted(() -> {
            Answer found = Person.anybody().get(path).expected("search");
            assertThat(found.header("X-Degraded")).isEmpty();
            List<String> ids = found.items().stream().map(hit -> hit.path("id").asString()).toList();
            assertThat(ids).first().isEqualTo(television);
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
