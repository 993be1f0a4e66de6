package com.steveslist.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.PlainCall.Reply;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.Signed;
import com.steveslist.events.log.LogPosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conventions of API.md on a listing, line by line. */
@ExtendWith(PrintsTheLog.class)
class ConventionsTest {

    private static final class People {
        static final Signed SELLER = Signed.newcomer("Connie Convention");
    }

    private final Signed seller = People.SELLER;

    private static Map<String, Object> lamp(Object... more) {
        Map<String, Object> lamp = new LinkedHashMap<>(Map.of(
                "name", "Lamp", "country", "US", "city", "Reno", "price_amount", 100, "price_currency", "usd"));
        for (int i = 0; i < more.length; i += 2) {
            lamp.put((String) more[i], more[i + 1]);
        }
        return lamp;
    }

    private Reply lists(Map<String, Object> listing) {
        Reply listed = seller.call("POST", "/v1/listings").json(listing).send();
        assertThat(listed.status()).as(listed.toString()).isEqualTo(201);
        return listed;
    }

    private static String pathOf(Reply listed) {
        return "/v1/listings/" + listed.data().path("id").asString();
    }

    @Nested
    class Conditions {

        private final Reply listed = lists(lamp());
        private final String path = pathOf(listed);
        private final PlainCall read = seller.get(path).with("Consistency-Token", listed.header("Consistency-Token"));

        @Test
        void a_single_thing_has_a_strong_tag_and_a_date_the_same_for_every_caller_and_form() {
            Reply own = read.send();
            Reply others = PlainCall.get(path).with("Accept", "application/xml").send();

            assertThat(own.header("ETag")).isEqualTo(listed.header("ETag")).isEqualTo("\"" + own.data().path("version").asString() + "\"");
            assertThat(others.header("ETag")).isEqualTo(own.header("ETag"));
            assertThat(own.header("Last-Modified")).endsWith(" GMT").isEqualTo(listed.header("Last-Modified"));
        }

        @Test
        void what_a_client_has_already_is_not_sent_again() {
            Reply first = read.send();
            for (String tags : List.of(first.header("ETag"), "W/" + first.header("ETag"), "*", "\"0\", " + first.header("ETag"))) {
                Reply again = read.with("If-None-Match", tags).send();
                assertThat(again.status()).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
                EveryEndpointTest.keepsWhatEveryAnswerHas(again);
            }
            assertThat(read.with("If-None-Match", "\"0\"").send().status()).isEqualTo(200);
            assertThat(read.with("If-Modified-Since", first.header("Last-Modified")).send().status()).isEqualTo(304);
            assertThat(read.with("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT").send().status()).isEqualTo(200);
            assertThat(read.with("If-None-Match", "\"0\"").with("If-Modified-Since", first.header("Last-Modified")).send().status())
                    .as("a tag outweighs a date").isEqualTo(200);
        }

        @Test
        void what_changed_meanwhile_is_not_overwritten() {
            for (PlainCall call : List.of(
                    seller.call("PATCH", path).json(Map.of("name", "Lost")),
                    seller.call("PUT", path).json(lamp("name", "Lost")),
                    seller.call("POST", path + "/withdraw"),
                    seller.call("DELETE", path),
                    read)) {
                Reply refused = call.with("If-Match", "\"99\"").send();
                assertThat(refused.status()).as(call.method()).isEqualTo(412);
                assertThat(refused.code()).isEqualTo("version_mismatch");
            }
            assertThat(seller.call("PATCH", path).json(Map.of("name", "Kept")).with("If-Match", listed.header("ETag")).send().status())
                    .isEqualTo(200);
            assertThat(read.with("If-Match", "*").send().status()).isEqualTo(200);
        }

        @Test
        void a_whole_replacement_needs_the_tag() {
            Reply refused = seller.call("PUT", path).body("not even JSON").with("Content-Type", "application/json").send();

            assertThat(refused.status()).isEqualTo(428);
            assertThat(refused.code()).isEqualTo("precondition_required");
        }

        @Test
        void tags_without_quotes_are_no_tags() {
            assertThat(read.with("If-None-Match", "1").send().code()).isEqualTo("invalid_header");
        }
    }

    @Nested
    class Forms {

        private final Reply listed = lists(lamp("attributes", Map.of("1st owner", "me & you", "color", "red")));
        private final PlainCall read = PlainCall.get(pathOf(listed)).with("Consistency-Token", listed.header("Consistency-Token"));

        @Test
        void people_get_it_indented_and_programs_compact() {
            assertThat(read.send().text()).contains("{\n  \"data\"");
            assertThat(read.with("Accept", "*/*").send().text()).contains("\n");
            assertThat(read.with("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8").send().text())
                    .contains("{\n  \"data\"");
            assertThat(read.with("Accept", "application/json").send().text()).startsWith("{\"data\":{\"id\":").doesNotContain("\n");
        }

        @Test
        void XML_says_the_same() {
            assertThat(read.with("Accept", "application/xml").send().text())
                    .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><response><data><id>lst_")
                    .contains("<price_amount>100</price_amount>", "<entry name=\"1st owner\">me &amp; you</entry>");
            assertThat(PlainCall.get("/v1/listings?limit=1").with("Accept", "application/xml").send().text())
                    .contains("<response><data><item><id>lst_", "</item></data><pagination><has_more>");
            assertThat(PlainCall.get(pathOf(listed) + "?fields=attributes").with("Accept", "application/xml").send().text())
                    .contains("<data><id>", "<attributes><entry name=\"1st owner\">").doesNotContain("<name>");
        }

        @Test
        void what_is_longer_than_1_KiB_is_compressed_for_who_can_read_that() {
            Reply small = read.with("Accept", "application/json").with("Accept-Encoding", "gzip").send();
            Reply longer = PlainCall.get("/v1/event-types").with("Accept", "application/json").with("Accept-Encoding", "gzip").send();

            assertThat(small.header("Content-Encoding")).isEmpty();
            assertThat(longer.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(longer.unzipped()).startsWith("{\"data\":[");
            assertThat(longer.header("Content-Length")).isEqualTo(String.valueOf(longer.body().length));
            assertThat(longer.header("Vary")).contains("Accept-Encoding");
            assertThat(PlainCall.get("/v1/event-types").with("Accept-Encoding", "gzip;q=0").send().header("Content-Encoding")).isEmpty();
        }

        @Test
        void caches_are_told_who_may_keep_what() {
            assertThat(read.send().header("Cache-Control")).isEqualTo("public, max-age=5, stale-while-revalidate=30");
            assertThat(read.as(seller.token()).send().header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(read.send().header("Vary")).contains("Accept", "Accept-Encoding", "Authorization", "X-Steveslist-API-Key", "Cookie");
            assertThat(PlainCall.get("/v1/event-types").send().header("Vary")).doesNotContain("Cookie");
            assertThat(seller.call("POST", "/v1/api-keys").json(Map.of("name", "k")).send().header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Nested
    class Idempotency {

        private final String key = Person.newKey();
        private final PlainCall post = seller.call("POST", "/v1/listings").json(lamp());

        @Test
        void a_repeat_gives_the_first_answer_again_bare_or_quoted() {
            Reply first = post.with("Idempotency-Key", key).send();
            Reply again = post.with("Idempotency-Key", "\"" + key + "\"").send();

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.text()).isEqualTo(first.text());
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(first.header("Idempotent-Replayed")).isEmpty();
        }

        @Test
        void it_is_scoped_to_caller_method_and_path() {
            Reply first = post.with("Idempotency-Key", key).send();
            Reply others = Signed.newcomer("Olga Other").call("POST", "/v1/listings").json(lamp()).with("Idempotency-Key", key).send();
            Reply patched = seller.call("PATCH", pathOf(first)).json(lamp()).with("Idempotency-Key", key).send();

            assertThat(others.data().path("id")).isNotEqualTo(first.data().path("id"));
            assertThat(patched.status()).isEqualTo(200);
            assertThat(patched.header("Idempotent-Replayed")).isEmpty();
        }

        @Test
        void another_body_is_refused_and_a_rejection_is_not_frozen() {
            PlainCall wrong = seller.call("POST", "/v1/listings").json(Map.of("name", "x")).with("Idempotency-Key", key);
            assertThat(wrong.send().status()).isEqualTo(400);
            assertThat(post.with("Idempotency-Key", key).send().status()).as("mended, with the same key").isEqualTo(201);
            assertThat(seller.call("POST", "/v1/listings").json(lamp("name", "Other")).with("Idempotency-Key", key).send().code())
                    .isEqualTo("idempotency_key_reused");
        }

        @Test
        void a_patch_is_done_once_too() {
            String path = pathOf(lists(lamp()));
            PlainCall patch = seller.call("PATCH", path).json(Map.of("name", "Patched")).with("Idempotency-Key", key);

            assertThat(patch.send().text()).isEqualTo(patch.send().text());
            assertThat(patch.send().header("Idempotent-Replayed")).isEqualTo("true");
        }

        @Test
        void its_length_is_bounded() {
            assertThat(post.with("Idempotency-Key", "k".repeat(255 - key.length()) + key).send().status()).isEqualTo(201);
            assertThat(post.with("Idempotency-Key", "\"" + "q".repeat(255 - key.length()) + key + "\"").send().status()).isEqualTo(201);
            assertThat(post.with("Idempotency-Key", "k".repeat(256)).send().code()).isEqualTo("invalid_header");
            assertThat(post.with("Idempotency-Key", "\"\"").send().code()).isEqualTo("invalid_header");
        }
    }

    @Nested
    class Input {

        @Test
        void everything_that_is_wrong_is_named_at_once() {
            Reply reply =
                    seller.call("POST", "/v1/listings").json(lamp("nonsense", 1, "price_amount", 0, "labels", List.of("x", 7))).send();

            assertThat(reply.json().path("errors").valueStream().map(error -> error.path("pointer").asString() + " "
                    + error.path("code").asString()))
                    .containsExactlyInAnyOrder("/nonsense unknown", "/price_amount out_of_range", "/labels/1 wrong_type");
        }

        @ParameterizedTest
        @ValueSource(strings = {"xxx", "xts", "xau", "xag", "xdr", "xsu", "xua", "xba", "che", "clf", "uyi", "mxv", "USD", "us", "dollar",
                "usd ", "dem", "hrk", "bgn", "cuc"})
        void what_nobody_pays_with_is_no_currency(String code) {
            Reply reply = seller.call("POST", "/v1/listings").json(lamp("price_currency", code)).send();

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("errors").path(0).path("pointer").asString()).isEqualTo("/price_currency");
        }

        @ParameterizedTest
        @ValueSource(strings = {"usd", "eur", "gbp", "jpy", "kwd", "xof", "xpf", "inr"})
        void what_people_pay_with_is(String code) {
            assertThat(lists(lamp("price_currency", code)).data().path("price_currency").asString()).isEqualTo(code);
        }

        @ParameterizedTest
        @ValueSource(strings = {"!!!", "%E2%80%A6", "%20-%20", "%F0%9F%98%80", "%27%27"})
        void a_search_for_no_letter_and_no_digit_finds_nothing(String typed) {
            lists(lamp());
            Reply found = PlainCall.get("/v1/search/listings?q=" + typed).send();

            assertThat(found.status()).isEqualTo(200);
            assertThat(found.data().isEmpty()).isTrue();
            assertThat(PlainCall.get("/v1/search/listings?q=").send().status()).isEqualTo(200);
        }

        @Test
        void a_body_has_at_most_1_MB() {
            PlainCall post = seller.call("POST", "/v1/listings").with("Content-Type", "application/json");
            assertThat(post.body(" ".repeat(1_000_001)).send().code()).isEqualTo("payload_too_large");
            assertThat(post.body(" ".repeat(999_000) + "{}").send().code()).isEqualTo("invalid_request");
            assertThat(post.body("[".repeat(101) + "]".repeat(101)).send().code()).isEqualTo("invalid_json");
        }

        @Test
        void an_address_and_headers_have_a_bound_that_is_named() {
            assertThat(PlainCall.get("/v1/listings?city=" + "a".repeat(12_000)).send().code()).isEqualTo("uri_too_long");
            PlainCall call = PlainCall.get("/v1/listings");
            for (int i = 0; i < 20; i++) {
                call = call.with("X-Filler-" + i, "a".repeat(1_000));
            }
            Reply reply = call.send();
            assertThat(reply.code()).isEqualTo("headers_too_large");
            EveryEndpointTest.keepsWhatEveryAnswerHas(reply);
        }
    }

    @Nested
    class Tokens {

        private final ConsistencyTokens tokens = SharedApplication.context().getBean(ConsistencyTokens.class);

        @ParameterizedTest
        @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "0", "\"\"", "null"})
        void that_are_not_ours_are_refused(String token) {
            assertThat(PlainCall.get("/v1/listings").with("Consistency-Token", token).send().code()).isEqualTo("invalid_consistency_token");
        }

        @Test
        void that_name_a_place_which_the_log_has_not_reached_are_refused_at_once() {
            String future = tokens.encode(new LogPosition(1, 1_000_000_000_000L));
            String listing = pathOf(lists(lamp()));
            for (String path : List.of("/v1/listings", listing, "/v1/search/listings")) {
                assertThat(PlainCall.get(path).with("Consistency-Token", future).send().code()).isEqualTo("invalid_consistency_token");
            }
        }

        @Test
        void an_answer_that_shows_nothing_of_the_log_does_not_make_a_client_forget_its_own() {
            String token = lists(lamp()).header("Consistency-Token");

            assertThat(seller.get("/v1/accounts/me/identities").with("Consistency-Token", token).send().header("Consistency-Token"))
                    .isEqualTo(token);
        }
    }
}
