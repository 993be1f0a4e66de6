package com.steveslist.api.savedsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.EventReader;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class SavedSearchTest {

    private static final String PATH = "/v1/saved-searches";

    private final Person collector = Person.newcomer("Carla Collector");
    private final Person seller = Person.newcomer("Sally Seller");

    private Answer saves(Map<String, Object> query) {
        return collector.calls().post(PATH, Map.of("name", "things I look for", "query", query), Person.newKey()).expected("save");
    }

    @Test
    void it_is_its_owner_s_until_it_is_deleted() {
        Map<String, Object> query = Map.of("q", "astrolabe", "label", List.of("brass", "old"), "max_price", 90_000, "near", "48.2,16.37");
        Answer made = saves(query);
        String path = PATH + "/" + made.text("id");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location").orElseThrow()).endsWith(path);
        Answer read = collector.calls().get(path);
        assertThat(read.data()).isEqualTo(made.data());
        assertThat(read.data().path("query").path("label").size()).isEqualTo(2);
        assertThat(collector.calls().get(PATH).items()).contains(made.data());
        assertThat(seller.calls().get(path).status()).isEqualTo(404);
        assertThat(seller.calls().delete(path).status()).isEqualTo(404);
        assertThat(collector.calls().delete(path).status()).isEqualTo(204);
        assertThat(collector.calls().get(path).status()).isEqualTo(404);
    }

    @Test
    void a_repeat_with_the_same_key_makes_one() {
        Map<String, Object> body = Map.of("name", "lamps", "query", Map.of("q", "lamp"));
        String key = Person.newKey();
        Answer first = collector.calls().post(PATH, body, key);
        Answer again = collector.calls().post(PATH, body, key);
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
        assertThat(collector.calls().get(PATH).items()).hasSize(1);
        assertThat(collector.calls().post(PATH, Map.of("name", "lamps", "query", Map.of("q", "sofa")), key).code())
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void what_a_search_would_refuse_is_refused_with_its_place_in_the_body() {
        Answer refused = collector.calls().post(
                PATH,
                Map.of("name", "x", "query", Map.of("country", "Austria", "radius_km", 5, "facets", "city", "colour", "red", "q", true)),
                Person.newKey());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/query/q", "/query/country", "/query/radius_km", "/query/facets", "/query/colour");
        assertThat(collector.calls().post(PATH, Map.of("name", "x"), Person.newKey()).status()).isEqualTo(400);
    }

    /** Found by a drill: an empty array was no value at all, and was kept and shown as what it is documented never to be. */
    @Test
    void only_what_can_be_repeated_may_be_an_array() {
        Map<String, Object> query = Map.of(
                "q", List.of(), "city", List.of("Graz"), "facets", List.of(), "sort", List.of("relevance"), "max_price", List.of(500));
        Answer refused = collector.calls().post(PATH, Map.of("name", "x", "query", query), Person.newKey());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("pointer").asString()))
                .contains("/query/q", "/query/city", "/query/facets", "/query/sort", "/query/max_price");
        assertThat(saves(Map.of("status", List.of(), "label", List.of("old", "blue"))).status()).isEqualTo(201);
    }

    @Test
    void an_account_has_a_hundred_at_most() {
        for (int i = 0; i < 100; i++) {
            saves(Map.of("q", "thing " + i));
        }
        Answer refused = collector.calls().post(PATH, Map.of("name", "x", "query", Map.of("q", "one more")), Person.newKey());
        assertThat(refused.code()).isEqualTo("too_many_saved_searches");
        assertThat(collector.calls().get(PATH + "?limit=100").items()).hasSize(100);
        Answer page = collector.calls().get(PATH + "?limit=60");
        String cursor = page.body().path("pagination").path("next_cursor").asString();
        assertThat(collector.calls().get(PATH + "?limit=60&cursor=" + cursor).items()).hasSize(40);
    }

    @Nested
    class Who_follows_one {

        private final String key = collector.calls().post("/v1/api-keys", Map.of("name", "live")).text("key");

        @Test
        void is_told_of_a_new_listing_also_when_the_search_is_mistyped_and_of_no_other() throws Exception {
            Answer search = saves(Map.of("q", "theodolyte brass", "max_price", 5_000));
            try (EventReader matches = EventReader.openNow(key, PATH + "/" + search.text("id") + "/matches/stream")) {
                seller.lists("Brass theodolite, too dear", 1, 9_000, Map.of());
                seller.lists("Brass sextant", 1, 900, Map.of());
                String draft = seller.lists("Brass theodolite, not yet", 1, 900, Map.of("status", "draft")).text("id");
                String wanted = seller.lists("Old theodolite of brass", 2, 900, Map.of()).text("id");
                EventReader.Message told = matches.next();
                assertThat(told.event()).isEqualTo("saved_search.matched");
                assertThat(told.data().path("saved_search_id").asString()).isEqualTo(search.text("id"));
                assertThat(told.data().path("listing").path("id").asString()).isEqualTo(wanted);

                seller.calls().patch("/v1/listings/" + wanted, Map.of("description", "It is heavy."), Person.newKey()).expected("change");
                seller.calls().post("/v1/listings/" + draft + "/publish", Map.of(), Person.newKey()).expected("publish");
                assertThat(matches.next().data().path("listing").path("id").asString()).isEqualTo(draft);
            }
        }

        @Test
        void is_told_of_one_that_is_changed_so_that_it_fits_and_of_one_that_is_on_sale_again() throws Exception {
            String octant = seller.lists("Ebony octant", 1, 9_000, Map.of()).text("id");
            Answer search = saves(Map.of("q", "octant", "max_price", 5_000));
            try (EventReader matches = EventReader.openNow(key, PATH + "/" + search.text("id") + "/matches/stream")) {
                seller.calls().patch("/v1/listings/" + octant, Map.of("price_amount", 4_000), Person.newKey()).expected("cheaper");
                assertThat(matches.next().data().path("listing").path("price_amount").asLong()).isEqualTo(4_000);
                collector.buys(octant, 1, "pm_card_ok");
                seller.calls().patch("/v1/listings/" + octant, Map.of("quantity", 2), Person.newKey()).expected("one more");
                assertThat(matches.next().data().path("listing").path("quantity_available").asLong()).isEqualTo(1);
                assertThat(matches.soFar()).isEmpty();
            }
        }

        @Test
        void and_comes_again_is_told_what_matched_meanwhile() throws Exception {
            Answer search = saves(Map.of("q", "quadrant"));
            String path = PATH + "/" + search.text("id") + "/matches/stream";
            String place;
            try (EventReader matches = EventReader.openNow(key, path)) {
                place = matches.place();
            }
            String quadrant = seller.lists("Mural quadrant", 1, 900, Map.of()).text("id");
            try (EventReader matches = EventReader.open(key, path, place)) {
                assertThat(matches.next().data().path("listing").path("id").asString()).isEqualTo(quadrant);
            }
        }

        @Test
        void which_is_another_s_finds_nothing() throws Exception {
            String id = saves(Map.of("q", "sundial")).text("id");
            String theirs = seller.calls().post("/v1/api-keys", Map.of("name", "live")).text("key");
            try (EventReader matches = EventReader.open(theirs, PATH + "/" + id + "/matches/stream", null)) {
                assertThat(matches.status()).isEqualTo(404);
            }
        }
    }
}
