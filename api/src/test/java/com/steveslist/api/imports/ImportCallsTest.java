package com.steveslist.api.imports;

import static com.steveslist.api.testing.Bulk.CSV;
import static com.steveslist.api.testing.Bulk.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Bulk;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(PrintsTheLog.class)
class ImportCallsTest {

    private final Person seller = Person.newcomer("Sally Importer");

    static String row(String key, String name, long price) {
        return "{\"key\": \"" + key + "\", \"name\": \"" + name + "\", \"country\": \"US\", \"city\": \"Reno\", \"price_amount\": " + price
                + ", \"price_currency\": \"usd\"}\n";
    }

    private List<JsonNode> listings(Answer after) {
        return seller.after(after).get("/v1/listings?limit=100&sort=name&seller_id=" + seller.id()).expected("list").items();
    }

    private static void isCounted(Answer ended, String status, int created, int updated, int unchanged, int failed) {
        assertThat(ended.data().toString()).contains(
                "\"status\":\"" + status + "\"",
                "\"created\":" + created + ",\"updated\":" + updated + ",\"unchanged\":" + unchanged + ",\"failed\":" + failed);
        assertThat(ended.data().path("rows_done").asInt()).isEqualTo(ended.data().path("rows_total").asInt())
                .isEqualTo(created + updated + unchanged + failed);
    }

    @Nested
    class NDJSON_rows {

        @Test
        void become_listings_that_a_read_with_the_import_s_token_shows() {
            Answer ended = Bulk.imports(seller, NDJSON, "\uFEFF" + row("1", "Lamp", 900) + "\n" + row("2", "Table", 4_500).stripTrailing());

            isCounted(ended, "completed", 2, 0, 0, 0);
            assertThat(listings(ended)).extracting(listing -> listing.path("name").asString() + " " + listing.path("status").asString())
                    .containsExactly("Lamp published", "Table published");
        }

        @Test
        void that_are_sent_again_do_nothing_and_those_that_differ_change_what_they_name() {
            Bulk.imports(seller, NDJSON, row("1", "Lamp", 900) + row("2", "Table", 4_500));

            isCounted(Bulk.imports(seller, NDJSON, row("1", "Lamp", 900) + row("2", "Table", 4_500)), "completed", 0, 0, 2, 0);
            Answer ended = Bulk.imports(seller, NDJSON, "{\"key\": \"1\", \"price_amount\": 800}\n" + row("3", "Chair", 1_000));
            isCounted(ended, "completed", 1, 1, 0, 0);
            assertThat(listings(ended)).extracting(listing -> listing.path("name").asString() + listing.path("price_amount").asLong()
                    + " v" + listing.path("version").asLong()).containsExactly("Chair1000 v2", "Lamp800 v3", "Table4500 v2");
        }

        @Test
        void of_one_key_in_one_body_are_carried_out_in_their_order() {
            Answer ended = Bulk.imports(seller, NDJSON,
                    IntStream.rangeClosed(1, 20).mapToObj(i -> row("1", "Lamp", i)).collect(Collectors.joining()));

            isCounted(ended, "completed", 1, 19, 0, 0);
            assertThat(listings(ended)).singleElement().satisfies(lamp -> assertThat(lamp.path("price_amount").asLong()).isEqualTo(20));
        }

        @Test
        void can_name_a_listing_by_its_id_but_nobody_else_s() {
            Answer lamp = seller.lists("Lamp", 1, 900, Map.of());
            String theirs = Person.newcomer("Somebody Else").lists("Not yours", 1, 900, Map.of()).text("id");

            Answer ended = Bulk.imports(seller, NDJSON, row(lamp.text("id"), "Lamp", 700) + row(theirs, "Mine now", 1));

            isCounted(ended, "completed_with_errors", 0, 1, 0, 1);
            assertThat(seller.calls().get("/v1/imports/" + ended.text("id") + "/errors").items().getFirst().path("errors").path(0)
                    .path("pointer").asString()).isEqualTo("/key");
            assertThat(listings(ended)).singleElement().satisfies(now -> assertThat(now.path("price_amount").asLong()).isEqualTo(700));
        }

        @Test
        void that_are_wrong_are_told_one_by_one_and_the_others_are_carried_out() {
            Answer ended = Bulk.imports(seller, NDJSON, row("1", "Lamp", 900)
                    + row("2", "Free", 0).replace("}", ", \"colour\": \"red\"}")
                    + "no JSON\n"
                    + "[]\n"
                    + "{\"name\": \"No key\"}\n"
                    + "{\"key\": \"6\"}\n"
                    + row("2", "Not free", 5));

            isCounted(ended, "completed_with_errors", 2, 0, 0, 5);
            Answer first = seller.calls().get("/v1/imports/" + ended.text("id") + "/errors?limit=3").expected("errors");
            assertThat(first.items()).extracting(error -> error.path("row").asInt() + " " + error.path("key").asString("") + " "
                    + error.path("code").asString()).containsExactly("2 2 invalid_request", "3  invalid_json", "4  invalid_request");
            assertThat(first.items().getFirst().path("errors").valueStream().map(error -> error.path("pointer").asString()))
                    .containsExactly("/price_amount", "/colour");
            Answer rest = seller.calls().get("/v1/imports/" + ended.text("id") + "/errors?limit=3&cursor="
                    + first.body().path("pagination").path("next_cursor").asString()).expected("more errors");
            assertThat(rest.items())
                    .extracting(error -> error.path("row").asInt() + " " + error.path("errors").path(0).path("code").asString())
                    .containsExactly("5 required", "6 required");
            assertThat(rest.body().path("pagination").path("has_more").asBoolean()).isFalse();
        }

        @Test
        void by_the_thousand_are_carried_out_once_each() {
            String body = IntStream.range(0, 2_000).mapToObj(i -> row("sku-" + i, "Thing " + i, 100 + i)).collect(Collectors.joining());

            isCounted(Bulk.imports(seller, NDJSON, body), "completed", 2_000, 0, 0, 0);
            Answer again = Bulk.imports(seller, NDJSON, body);
            isCounted(again, "completed", 0, 0, 2_000, 0);
            assertThat(Bulk.exports(seller.after(again), "resource=listings").rows())
                    .hasSize(2_000)
                    .allSatisfy(listing -> assertThat(listing.path("version").asLong()).isEqualTo(2))
                    .extracting(listing -> listing.path("key").asString()).doesNotHaveDuplicates();
        }
    }

    @Nested
    class CSV_rows {

        @Test
        void have_a_column_for_each_field() {
            Answer ended = Bulk.imports(seller, CSV,
                    "key,name,description,country,city,price_amount,price_currency,labels,latitude,longitude,quantity,attributes.colour,status\r\n"
                            + "1,\"Lamp, \"\"old\"\"\",\"Two\nlines\",US,Reno,900,usd,Light|a\\|b,39.5,-119.8,3,green,draft\r\n"
                            + "2,Table,,US,Reno,4500,usd,,,,,,\n");

            isCounted(ended, "completed", 2, 0, 0, 0);
            List<JsonNode> listings = listings(ended);
            assertThat(listings.getFirst().toString()).contains(
                    "\"name\":\"Lamp, \\\"old\\\"\"", "\"description\":\"Two\\nlines\"", "\"labels\":[\"Light\",\"a|b\"]", "\"quantity\":3",
                    "\"longitude\":-119.8", "\"attributes\":{\"colour\":\"green\"}", "\"status\":\"draft\"");
            assertThat(listings.getLast().toString()).contains("\"description\":null", "\"quantity\":1", "\"status\":\"published\"");
        }

        @Test
        void are_read_as_strictly_as_JSON() {
            Answer ended = Bulk.imports(seller, CSV,
                    "key,name,country,city,price_amount,price_currency\n1,Lamp,US,Reno,12.50,usd\n2,,US,Reno,abc,usd\n");

            isCounted(ended, "completed_with_errors", 0, 0, 0, 2);
            assertThat(seller.calls().get("/v1/imports/" + ended.text("id") + "/errors").items().toString())
                    .contains("/price_amount", "wrong_type", "/name", "required");
        }

        @Test
        void of_unknown_columns_are_refused_before_anything_is_done() {
            Answer answer = Bulk.sends(seller.calls(), CSV, "name,colour,attributes.,name\nLamp,red,,Lamp\n");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("errors").valueStream()
                    .map(error -> error.path("pointer").asString() + " " + error.path("code").asString()))
                    .containsExactly("/colour unknown", "/attributes. unknown", "/name duplicate", "/key required");
            assertThat(seller.calls().get("/v1/imports").items()).singleElement()
                    .satisfies(failed -> assertThat(failed.path("status").asString()).isEqualTo("failed"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"key,name\n1\n", "key,name\n1,\"Lamp\n", "key,name\n1,a,b\n", "key,name\n\n\n1,a,b\n"})
        void that_cannot_be_told_apart_are_refused_as_a_whole(String body) {
            Answer answer = Bulk.sends(seller.calls(), CSV, body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("invalid_csv");
            assertThat(answer.body().path("detail").asString()).startsWith("Row 1 ");
        }
    }

    @Nested
    class An_import {

        @Test
        void tells_at_once_where_it_can_be_watched_and_waits_on_wish() {
            Answer accepted = Bulk.sends(seller.calls(), NDJSON, row("1", "Lamp", 900)).expected("import");
            assertThat(accepted.header("Location").orElseThrow()).endsWith("/v1/imports/" + accepted.text("id"));
            assertThat(accepted.data().path("rows_total").asInt()).isEqualTo(1);
            assertThat(accepted.text("status")).isEqualTo("processing");

            Answer waited = Bulk.sends(seller.calls().with("Prefer", "wait=30"), NDJSON, row("2", "Table", 900)).expected("import");
            assertThat(waited.text("status")).isEqualTo("completed");
            assertThat(waited.header("Preference-Applied")).contains("wait=30");
            assertThat(seller.calls().get("/v1/imports").items()).hasSize(2);
        }

        @Test
        void with_the_same_idempotency_key_is_the_same_import() {
            SteveslistClient keyed = seller.calls().with("Idempotency-Key", Person.newKey());
            Answer first = Bulk.sends(keyed, NDJSON, row("1", "Lamp", 900)).expected("import");
            Bulk.ended(seller, first.text("id"));

            Answer again = Bulk.sends(keyed, NDJSON, row("1", "Lamp", 900));
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("Idempotent-Replayed")).contains("true");
            assertThat(Bulk.sends(keyed, NDJSON, row("1", "Lamp", 901)).code()).isEqualTo("idempotency_key_reused");
            assertThat(seller.calls().get("/v1/imports").items()).hasSize(1);
        }

        @Test
        void whose_body_breaks_off_has_failed_and_can_be_sent_again_with_the_same_key() throws IOException {
            String key = Person.newKey();
            String whole = row("1", "Lamp", 900) + row("2", "Table", 900);
            try (Socket socket = new Socket("localhost", SharedApplication.port())) {
                String head = "POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + NDJSON + "\r\nIdempotency-Key: " + key
                        + "\r\nAuthorization: " + seller.calls().header("Authorization") + "\r\nContent-Length: " + whole.length()
                        + "\r\n\r\n";
                socket.getOutputStream().write((head + row("1", "Lamp", 900)).getBytes(StandardCharsets.UTF_8));
            }
            await().untilAsserted(() -> assertThat(seller.calls().get("/v1/imports").items()).singleElement()
                    .satisfies(failed -> assertThat(failed.toString()).contains("\"status\":\"failed\"", "malformed_request")));

            SteveslistClient keyed = seller.calls().with("Idempotency-Key", key);
            Answer ended = Bulk.ended(seller, Bulk.sends(keyed, NDJSON, whole).expected("import again").text("id"));
            isCounted(ended, "completed", 2, 0, 0, 0);
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/json", "text/plain", "text/csv; charset=latin1"})
        void of_another_kind_is_refused(String mediaType) {
            Answer answer = Bulk.sends(seller.calls(), mediaType, row("1", "Lamp", 900));
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Accept-Post")).contains("application/x-ndjson, text/csv");
        }

        @Test
        void without_a_row_is_refused() {
            assertThat(Bulk.sends(seller.calls(), NDJSON, "").status()).isEqualTo(400);
            assertThat(Bulk.sends(seller.calls(), NDJSON, "\n \n").status()).isEqualTo(400);
            assertThat(Bulk.sends(seller.calls(), CSV, "key,name\n").status()).isEqualTo(400);
        }

        @Test
        void with_a_row_or_more_rows_than_any_import_has_is_refused() {
            Answer longRow = Bulk.sends(seller.calls(), NDJSON, row("1", "x".repeat(100_000), 900));
            assertThat(longRow.status()).isEqualTo(413);
            Answer manyRows = Bulk.sends(seller.calls(), NDJSON, "{}\n".repeat(100_001));
            assertThat(manyRows.status()).isEqualTo(413);
        }

        @Test
        void is_its_owner_s_alone() {
            String id = Bulk.imports(seller, NDJSON, row("1", "Lamp", 900)).text("id");
            SteveslistClient other = Person.newcomer("Somebody Else").calls();

            assertThat(other.get("/v1/imports/" + id).status()).isEqualTo(404);
            assertThat(other.get("/v1/imports/" + id + "/errors").status()).isEqualTo(404);
            assertThat(other.post("/v1/imports/" + id + "/cancel", null, Person.newKey()).status()).isEqualTo(404);
            assertThat(other.get("/v1/imports").items()).isEmpty();
        }
    }
}
