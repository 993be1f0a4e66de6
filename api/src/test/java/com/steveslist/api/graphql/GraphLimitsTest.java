package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What strangers send to find out how much work a query can be, and what is no query at all. */
@Timeout(60)
class GraphLimitsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Query ANYBODY = new Query(Person.anybody());

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(SharedApplication.address() + path));
    }

    private static HttpResponse<String> post(String body) {
        return send(request("/graphql").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.body()).doesNotContain("Exception", "graphql.", "com.steveslist", "LinkedHashMap", "\tat ");
        return JSON.readTree(response.body());
    }

    private static void isRefused(String query, String code) {
        Answer answer = ANYBODY.send(query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Query.codes(answer)).isNotEmpty().containsOnly(code);
        assertThat(answer.body().has("data")).isFalse();
        assertThat(answer.body().toString()).doesNotContain("Exception", "com.steveslist", "graphql.");
    }

    @Nested
    class What_a_query_takes {

        @Test
        void is_told() {
            JsonNode cost = ANYBODY.send("{ listings(first: 10) { nodes { id name seller { name } } pageInfo { hasNextPage } } }")
                    .body().path("extensions").path("cost");
            // 50 for the list, 1 for nodes, 10 × (id, name, 5 for the seller and its name), and pageInfo with one field.
            assertThat(cost.path("requested").asInt()).isEqualTo(50 + 1 + 10 * (1 + 1 + 5 + 1) + 2);
            assertThat(cost.path("limit").asInt()).isEqualTo(20_000);
        }

        @Test
        void grows_with_pages_in_pages() {
            isRefused("{ listings(first: 100) { nodes { seller { listings(first: 100) { nodes { id name } } } } } }", "query_too_costly");
        }

        @Test
        void counts_pages_that_variables_ask_for() {
            String query = "query($n: Int) { listings(first: $n) { nodes { seller { listings(first: $n) { nodes { id name } } } } } }";
            assertThat(Query.codes(ANYBODY.send(query, Map.of("n", 100)))).containsExactly("query_too_costly");
            assertThat(Query.codes(ANYBODY.send(query, Map.of("n", 3)))).isEmpty();
        }

        @Test
        void counts_every_id() {
            List<String> ids = IntStream.range(0, 100).mapToObj(i -> "lst_" + i).toList();
            String query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
            assertThat(ANYBODY.send(query, Map.of("ids", ids)).body().at("/extensions/cost/requested").asInt()).isEqualTo(100 * (5 + 1));
            assertThat(ANYBODY.send("{ nodes(ids: [\"a\", \"b\"]) { id } }").body().at("/extensions/cost/requested").asInt())
                    .isEqualTo(2 * (5 + 1));
            assertThat(Query.codes(ANYBODY.send(query, Map.of("ids", Collections.nCopies(101, "lst_x")))))
                    .containsExactly("invalid_request");
        }

        @Test
        void counts_every_alias() {
            String aliases = IntStream.range(0, 400).mapToObj(i -> "a" + i + ": listings(first: 1) { nodes { id } }")
                    .collect(Collectors.joining(" "));
            isRefused("{ " + aliases + " }", "query_too_costly");
            String same = IntStream.range(0, 250).mapToObj(i -> "a" + i + ": description").collect(Collectors.joining(" "));
            isRefused("{ listings(first: 100) { nodes { " + same + " } } }", "query_too_costly");
        }

        @Test
        void is_counted_in_time_whatever_fragments_double_each_other() {
            StringBuilder query = new StringBuilder("{ ...f0 }");
            for (int i = 0; i < 40; i++) {
                query.append(" fragment f").append(i).append(" on Query { ...f").append(i + 1).append(" ...f").append(i + 1).append(" }");
            }
            query.append(" fragment f40 on Query { __typename }");
            isRefused(query.toString(), "query_too_costly");
        }

        @Test
        void has_an_end_in_depth() {
            StringBuilder query = new StringBuilder("id");
            for (int i = 0; i < 6; i++) {
                query = new StringBuilder("seller { listings(first: 1) { nodes { " + query + " } } }");
            }
            isRefused("{ listings(first: 1) { nodes { " + query + " } } }", "query_too_deep");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE})
        void pages_have_bounds(int size) {
            Answer answer = ANYBODY.send("query($n: Int) { listings(first: $n) { nodes { id } } }", Map.of("n", size));
            assertThat(Query.codes(answer)).isSubsetOf("invalid_request", "query_too_costly").isNotEmpty();
        }
    }

    @Nested
    class A_document {

        @Test
        void whose_fragments_go_in_circles() {
            isRefused("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }", "invalid_document");
        }

        @Test
        void that_is_nested_beyond_reading() {
            isRefused("{ a".repeat(5_000) + " }".repeat(5_000), "invalid_document");
        }

        @Test
        void that_is_longer_than_any_query() {
            assertThat(json(post("{\"query\": \"{ a" + " a".repeat(60_000) + " }\"}")).path("code").asString())
                    .isEqualTo("invalid_request");
            isRefused("{ " + "a ".repeat(20_000) + " }", "invalid_document");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "query", "{ nothing }", "query A { __typename } query B { __typename }", "\u0000", "{ me }",
                "{ listing(id: 1.5) { id } }", "mutation { createListing }", "{ listing(id: \"x\") { id ...nowhere } }"})
        void that_is_none(String query) {
            Answer answer = ANYBODY.send(query);
            String code = answer.status() == 200 ? Query.codes(answer).getFirst() : answer.code();
            assertThat(code).isIn("invalid_document", "invalid_request");
            assertThat(answer.body().toString()).doesNotContain("Exception", "com.steveslist");
        }

        @Test
        void with_many_fields_of_one_name_is_checked_in_time() {
            String same = "a: listing(id: \"x\") { id } ".repeat(900);
            assertThat(ANYBODY.send("{ " + same + " }").status()).isEqualTo(200);
        }

        @Test
        void that_asks_what_there_is() {
            JsonNode data = ANYBODY.data("{ __schema { types { name fields { name args { name } type { name ofType { name } } } } } }");
            assertThat(data.path("__schema").path("types").size()).isGreaterThan(50);
            isRefused("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", "query_too_costly");
        }
    }

    @Nested
    class Variables {

        @ParameterizedTest
        @ValueSource(strings = {"{\"n\": \"x\"}", "{\"n\": {\"a\": 1}}", "{\"n\": 1e99}", "{\"n\": 99999999999999999999}", "{\"n\": [1]}"})
        void of_another_type(String variables) {
            HttpResponse<String> response = post(
                    "{\"query\": \"query($n: Int) { listings(first: $n) { nodes { id } } }\", \"variables\": " + variables + "}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json(response).path("errors").get(0).path("extensions").path("code").asString()).isEqualTo("invalid_request");
        }

        @Test
        void with_numbers_that_no_scalar_holds() {
            Answer answer = ANYBODY.send("query($f: ListingFilter) { listings(filter: $f) { nodes { id } } }",
                    Map.of("f", Map.of("minPrice", 1.5)));
            assertThat(Query.codes(answer)).containsExactly("invalid_request");
            Answer negative = ANYBODY.send("query($f: ListingFilter) { listings(filter: $f) { nodes { id } } }",
                    Map.of("f", Map.of("minPrice", -5, "country", "nowhere")));
            assertThat(negative.body().path("errors").get(0).path("extensions").path("errors").valueStream()
                    .map(error -> error.path("pointer").asString()))
                    .containsExactlyInAnyOrder("/filter/minPrice", "/filter/country");
        }

        @Test
        void with_a_cursor_of_another_list() {
            String cursor = ANYBODY.data("{ listings(first: 1) { edges { cursor } } }").path("listings").path("edges").path(0)
                    .path("cursor").asString("forged");
            Answer answer = ANYBODY.send("query($c: String) { listings(filter: {city: \"Elsewhere\"}, after: $c) { nodes { id } } }",
                    Map.of("c", cursor));
            assertThat(Query.codes(answer)).containsExactly("invalid_cursor");
        }
    }

    @Nested
    class A_request {

        @Test
        void of_several_at_once() {
            HttpResponse<String> response = post("[{\"query\": \"{ __typename }\"}, {\"query\": \"{ __typename }\"}]");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response).path("detail").asString()).contains("Batches");
        }

        @Test
        void that_is_too_large() {
            HttpResponse<String> response =
                    post("{\"query\": \"{ __typename }\", \"variables\": {\"a\": \"" + "a".repeat(1_100_000) + "\"}}");
            assertThat(response.statusCode()).isEqualTo(413);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"query\": 1}", "{\"query\": \"{ me { id } }\", \"more\": 1}", "nothing", "{\"query\": \"{ a }\"",
                "{\"query\": \"{ __typename }\", \"variables\": []}", "\"{ __typename }\"", "{\"query\": null}"})
        void that_is_none(String body) {
            HttpResponse<String> response = post(body);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).contains("problem+json"));
            assertThat(json(response).path("code").asString()).isIn("invalid_request", "invalid_json");
        }

        @Test
        void by_a_wrong_way() {
            assertThat(send(request("/graphql").PUT(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(405);
            assertThat(send(request("/graphql").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"))).statusCode())
                    .isEqualTo(415);
            assertThat(send(request("/graphql").header("Content-Type", "application/json").header("Accept", "text/html")
                    .POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(406);
            assertThat(send(request("/graphql").header("Content-Type", "application/json").header("Consistency-Token", "forged")
                    .POST(BodyPublishers.ofString("{\"query\": \"{ __typename }\"}"))).statusCode()).isEqualTo(400);
        }

        @Test
        void in_the_form_of_the_specification_says_by_its_status_that_it_was_wrong() {
            HttpResponse<String> wrong = send(request("/graphql").header("Content-Type", "application/json")
                    .header("Accept", "application/graphql-response+json, application/json;q=0.9")
                    .POST(BodyPublishers.ofString("{\"query\": \"{ nothing }\"}")));
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/graphql-response+json");
        }

        @Test
        void by_get_may_query_and_change_nothing() {
            HttpResponse<String> query = send(request("/graphql?query=" + URLEncoder.encode("{ __typename }", StandardCharsets.UTF_8)));
            assertThat(json(query).path("data").path("__typename").asString()).isEqualTo("Query");
            HttpResponse<String> mutation = send(request("/graphql?query="
                    + URLEncoder.encode("mutation { signOut { done } }", StandardCharsets.UTF_8)));
            assertThat(json(mutation).path("errors").get(0).path("extensions").path("code").asString()).isEqualTo("operation_not_possible");
            assertThat(Query.codes(ANYBODY.send("subscription { listingChanged(id: \"x\") { id } }")))
                    .containsExactly("operation_not_possible");
        }

        @Test
        void for_the_schema() {
            HttpResponse<String> schema = send(request("/graphql/schema"));
            assertThat(schema.body()).contains("type Listing implements Node", "type Subscription", "directive @cost");
        }
    }

    @Nested
    class A_persisted_query {

        private static final String QUERY = "{ __typename # persisted\n}";

        private static String body(@Nullable String query, String hash) {
            return JSON.writeValueAsString(query == null
                    ? Map.of("extensions", Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash)))
                    : Map.of("query", query, "extensions", Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash))));
        }

        private static String hash(String text) throws Exception {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void is_asked_for_once_and_then_known() throws Exception {
            String hash = hash(QUERY);
            JsonNode unknown = json(post(body(null, hash))).path("errors").get(0);
            assertThat(unknown.path("message").asString()).isEqualTo("PersistedQueryNotFound");
            assertThat(unknown.path("extensions").path("code").asString()).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
            assertThat(json(post(body(QUERY, hash))).path("data").path("__typename").asString()).isEqualTo("Query");
            assertThat(json(post(body(null, hash))).path("data").path("__typename").asString()).isEqualTo("Query");
        }

        @Test
        void has_the_hash_of_its_text() throws Exception {
            JsonNode wrong = json(post(body("{ __typename }", hash("{ me { id } }")))).path("errors").get(0).path("extensions");
            assertThat(wrong.path("code").asString()).isEqualTo("invalid_request");
            assertThat(wrong.path("errors").get(0).path("pointer").asString()).isEqualTo("/extensions/persistedQuery/sha256Hash");
        }
    }

    @Test
    void lists_go_both_ways() {
        Person seller = Person.newcomer("A lister");
        List<String> ids =
                IntStream.range(0, 5).mapToObj(i -> seller.lists("Item " + i, 1, 100 + i, Map.of())).map(a -> a.text("id")).toList();
        Answer last = seller.lists("Item 5", 1, 105, Map.of());
        Query query = new Query(seller.after(last));
        String page = """
                query($s: ID!, $first: Int, $after: String, $last: Int, $before: String) { listings(filter: {sellerId: $s},
                    orderBy: [{field: PRICE_AMOUNT}], first: $first, after: $after, last: $last, before: $before) {
                    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""";
        JsonNode first = query.data(page, Map.of("s", seller.id(), "first", 2)).path("listings");
        assertThat(first.path("edges").get(0).path("node").path("id").asString()).isEqualTo(ids.get(0));
        assertThat(first.path("pageInfo").path("hasNextPage").asBoolean()).isTrue();
        assertThat(first.path("pageInfo").path("hasPreviousPage").asBoolean()).isFalse();
        JsonNode second = query.data(page, Map.of(
                "s", seller.id(), "first", 2, "after", first.path("pageInfo").path("endCursor").asString())).path("listings");
        assertThat(second.path("edges").get(0).path("node").path("id").asString()).isEqualTo(ids.get(2));
        JsonNode back = query.data(page, Map.of(
                "s", seller.id(), "last", 1, "before", second.path("edges").get(0).path("cursor").asString())).path("listings");
        assertThat(back.path("edges").get(0).path("node").path("id").asString()).isEqualTo(ids.get(1));
        assertThat(back.path("pageInfo").path("hasPreviousPage").asBoolean()).isTrue();
        JsonNode end = query.data(page, Map.of("s", seller.id(), "last", 2)).path("listings");
        assertThat(end.path("edges").get(1).path("node").path("id").asString()).isEqualTo(last.text("id"));
        assertThat(end.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
        assertThat(Query.codes(query.send(page, Map.of("s", seller.id(), "first", 2, "last", 2)))).containsExactly("invalid_request");
    }
}
