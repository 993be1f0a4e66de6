package com.steveslist.api.exports;

import static com.steveslist.api.testing.Bulk.CSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Bulk;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(PrintsTheLog.class)
class ExportCallsTest {

    private final Person seller = Person.newcomer("Sally Exporter");
    private final Person buyer = Person.newcomer("Billy Buyer");

    private static List<JsonNode> list(SteveslistClient calls, String path) {
        return calls.get(path).expected("list").items();
    }

    @Nested
    class NDJSON_rows {

        @Test
        void are_those_that_the_lists_show() {
            String lamp = seller.lists("Lamp", 5, 900, Map.of()).text("id");
            seller.lists("Draft", 5, 900, Map.of("status", "draft", "attributes", Map.of("colour", "red")));
            Answer bought = buyer.buys(lamp, 2, "pm_card_ok");
            String order = bought.data().path("orders").path(0).path("id").asString();
            Answer refunded = refundedInPart(order);
            SteveslistClient sees = seller.after(refunded);
            SteveslistClient buys = buyer.after(refunded);

            assertThat(Bulk.exports(sees, "").rows()).map(row -> ((ObjectNode) row).without("key"))
                    .isEqualTo(list(sees, "/v1/listings?seller_id=" + seller.id()));
            assertThat(Bulk.exports(sees, "resource=orders").rows()).isEqualTo(list(sees, "/v1/orders")).hasSize(1);
            assertThat(Bulk.exports(sees, "resource=orders&role=buyer").rows()).isEmpty();
            assertThat(Bulk.exports(buys, "resource=orders&role=buyer").rows()).isEqualTo(list(buys, "/v1/orders?role=buyer")).hasSize(1);
            assertThat(Bulk.exports(buys, "resource=payments").rows()).isEqualTo(list(buys, "/v1/payments")).hasSize(1);
            assertThat(Bulk.exports(buys, "resource=checkouts").rows()).isEqualTo(list(buys, "/v1/checkouts")).hasSize(1);
            assertThat(Bulk.exports(buys, "resource=refunds").rows()).isEqualTo(list(buys, "/v1/orders/" + order + "/refunds")).hasSize(1);
            assertThat(Bulk.exports(sees, "resource=refunds&role=seller").rows()).hasSize(1);
            assertThat(Bulk.exports(sees, "resource=payments").rows()).isEmpty();
        }

        /** Once nothing of it goes on any more: a list and an export that are made one after the other are otherwise of two moments. */
        private Answer refundedInPart(String order) {
            Answer asked = seller.calls()
                    .post("/v1/orders/" + order + "/refunds", Map.of("amount", 10, "reason", "Too good"), Person.newKey())
                    .expected("refund");
            SteveslistClient sees = seller.after(asked);
            await().until(
                    () -> sees.get("/v1/refunds/" + asked.text("id")).expected("look at the refund").text("status"), "succeeded"::equals);
            return await().until(
                    () -> sees.get("/v1/orders/" + order).expected("look at the order"),
                    page -> page.text("refund_status").equals("partial"));
        }

        @Test
        void show_one_moment_of_the_log_however_it_grows() throws InterruptedException {
            // The second of each pair is changed after the first, so it is at the same price or one behind, at every moment.
            int pairs = 4;
            List<String> ids = IntStream.range(0, 2 * pairs).mapToObj(i -> seller.lists("Thing " + i, 1, 1, Map.of()).text("id")).toList();
            Answer last = seller.lists("Last", 1, 1, Map.of());
            AtomicBoolean done = new AtomicBoolean();
            List<Thread> writers = IntStream.range(0, pairs).mapToObj(pair -> Thread.ofVirtual().start(() -> {
                for (int price = 2; !done.get(); price++) {
                    for (String id : ids.subList(2 * pair, 2 * pair + 2)) {
                        seller.calls().patch("/v1/listings/" + id, Map.of("price_amount", price), Person.newKey()).expected("change");
                    }
                }
            })).toList();
            List<List<Long>> snapshots = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Map<String, Long> prices = new java.util.HashMap<>();
                Bulk.exports(seller.after(last), "").rows()
                        .forEach(row -> prices.put(row.path("id").asString(), row.path("price_amount").asLong()));
                snapshots.add(ids.stream().map(prices::get).toList());
            }
            done.set(true);
            for (Thread writer : writers) {
                writer.join();
            }

            assertThat(snapshots.getLast().getFirst()).isGreaterThan(5);
            assertThat(snapshots).allSatisfy(prices -> {
                for (int pair = 0; pair < pairs; pair++) {
                    assertThat(prices.get(2 * pair) - prices.get(2 * pair + 1)).isBetween(0L, 1L);
                }
            });
        }
    }

    @Nested
    class CSV_rows {

        private static final String TRICKY = "=1+1, \"quoted\"\n'and' | more \\";

        @Test
        void can_be_imported_again_and_change_nothing() {
            Answer tricky = seller.lists("=HYPERLINK(\"x\")", 3, 900, Map.of(
                    "description", TRICKY, "labels", List.of("a|b", "-c", "d\\"), "latitude", -12.5, "longitude", 0.00001,
                    "attributes", Map.of("colour, main", "@red", "size", "'"), "photos", List.of("https://a.example/1|2")));
            String gone = seller.lists("Withdrawn", 1, 5, Map.of()).text("id");
            seller.calls().post("/v1/listings/" + gone + "/withdraw", null, Person.newKey());
            seller.lists("Draft", 1, 5, Map.of("status", "draft"));
            seller.lists("Nothing left", 0, 5, Map.of());
            Answer last = Bulk.imports(seller, Bulk.NDJSON,
                    "{\"key\": \"+1\", \"name\": \"Imported\", \"country\": \"US\", \"city\": \"Reno\", \"price_amount\": 1, \"price_currency\": \"usd\"}");
            List<JsonNode> before = Bulk.exports(seller.after(last), "resource=listings").rows();

            Bulk.File csv = Bulk.exports(seller.after(last), "resource=listings&format=csv");
            assertThat(csv.header("Content-Type")).isEqualTo("text/csv;header=present;charset=utf-8");
            assertThat(csv.text()).startsWith("key,id,seller_id,status,name,")
                    .contains("\"attributes.colour, main\",attributes.size", "\"'=HYPERLINK(\"\"x\"\")\"", ",'@red,'", ",-12.5,", "\n'+1,",
                            tricky.text("id"));
            Answer ended = Bulk.imports(seller, CSV, csv.text());

            assertThat(ended.data().toString()).contains("\"status\":\"completed\"",
                    "\"created\":0,\"updated\":0,\"unchanged\":5,\"failed\":0");
            assertThat(Bulk.exports(seller.after(ended), "resource=listings").rows()).isEqualTo(before);
            assertThat(before).filteredOn(row -> row.path("id").asString().equals(tricky.text("id")))
                    .singleElement().satisfies(row -> assertThat(row.path("description").asString()).isEqualTo(TRICKY));
        }

        @Test
        void of_orders_have_a_column_for_each_member_of_what_is_inside() {
            String lamp = seller.lists("Lamp", 5, 900, Map.of()).text("id");
            Answer bought = buyer.buys(lamp, 2, "pm_card_ok");

            String csv = Bulk.exports(buyer.after(bought), "resource=orders&format=csv").text();

            assertThat(csv.lines().findFirst().orElseThrow()).contains("shipping_address.name,shipping_address.line1", ",items,",
                    ",actions,");
            assertThat(csv).contains("Steve Steveington", "\"[{\"\"listing_id\"\":\"\"" + lamp + "\"\"");
        }
    }

    @Nested
    class Parquet {

        @Test
        void is_read_by_DuckDB_with_types_and_says_its_place_in_the_log() throws IOException, SQLException {
            Answer lamp = seller.lists("Lamp", 5, 900, Map.of("labels", List.of("a", "b"), "latitude", 1.5, "longitude", 2.5,
                    "attributes", Map.of("colour", "red")));
            Bulk.File file = Bulk.exports(seller.after(lamp), "resource=listings&format=parquet");
            assertThat(file.header("Content-Type")).isEqualTo("application/vnd.apache.parquet");
            assertThat(file.header("Content-Disposition")).matches("attachment; filename=\"steveslist-listings-\\d{8}T\\d{6}Z\\.parquet\"");

            Path saved = Files.createTempFile("export", ".parquet");
            Files.write(saved, file.bytes());
            assertThat(ask("select id || name || price_amount || labels[2] || latitude || attributes['colour'] || typeof(created_at)"
                    + " || extract(year from created_at) from '" + saved + "'"))
                    .containsExactly(lamp.text("id") + "Lamp900b1.5redTIMESTAMP WITH TIME ZONE" + lamp.text("created_at").substring(0, 4));
            assertThat(ask("select decode(value) from parquet_kv_metadata('" + saved + "') where decode(key) = 'consistency_token'"))
                    .containsExactly(file.header("Consistency-Token"));
            Files.delete(saved);
        }

        @ParameterizedTest
        @ValueSource(strings = {"orders", "refunds", "payments", "checkouts"})
        void holds_whatever_there_is(String resource) throws IOException, SQLException {
            String lamp = seller.lists("Lamp", 5, 900, Map.of()).text("id");
            Answer bought = buyer.buys(lamp, 2, "pm_card_ok");
            String order = bought.data().path("orders").path(0).path("id").asString();
            Answer asked = buyer.calls().get("/v1/orders/" + order);
            Answer refunded = seller.calls().post("/v1/orders/" + order + "/refunds", Map.of("amount", 10), Person.newKey());
            assertThat(asked.status()).isEqualTo(200);

            Path saved = Files.createTempFile("export", ".parquet");
            Files.write(saved, Bulk.exports(buyer.after(refunded), "format=parquet&resource=" + resource).bytes());
            assertThat(ask("select count(*) || min(id) from '" + saved + "'")).singleElement().asString().startsWith("1");
            if (resource.equals("orders")) {
                assertThat(ask("select items[1].name || shipping_address.line1 || history[1].status from '" + saved + "'"))
                        .singleElement().asString().startsWith("Lamp19 Century Literature Aisle");
            }
            Files.delete(saved);
        }

        @Test
        void leaves_nothing_on_disk() throws IOException {
            Bulk.exports(seller.after(seller.lists("Lamp", 5, 900, Map.of())), "format=parquet");

            Path folder = Path.of(System.getProperty("java.io.tmpdir"), "steveslist-exports-" + System.getProperty("user.name"));
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).isEmpty();
            }
        }

        private static List<String> ask(String question) throws SQLException {
            List<String> answers = new ArrayList<>();
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                    ResultSet rows = duck.createStatement().executeQuery(question)) {
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            }
            return answers;
        }
    }

    /** Too large for the buffers between the database and the client. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class A_large_export {

        private static final Duration WITHIN = Duration.ofSeconds(60);

        private final Answer large = Bulk.imports(seller, Bulk.NDJSON, IntStream.range(0, 2_000).mapToObj(i -> "{\"key\":\"" + i
                + "\",\"name\":\"Thing\",\"country\":\"US\",\"city\":\"Reno\",\"price_amount\":1,\"price_currency\":\"usd\",\"description\":\""
                + "long ".repeat(1_800) + "\"}\n").collect(Collectors.joining()));

        @Test
        void that_breaks_off_is_not_taken_for_the_whole() throws IOException {
            JdbcClient sql = JdbcClient.create(SharedApplication.context().getBean("exportDataSource", DataSource.class));
            try (InputStream body = seller.after(large).download("/v1/exports", WITHIN).body()) {
                assertThat(body.readNBytes(1_000)).hasSize(1_000);
                sql.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'steveslist-exports'"
                        + " and pid <> pg_backend_pid() and state = 'idle in transaction'").query(Boolean.class).list();
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
            assertThat(Bulk.exports(seller.calls(), "").rows()).hasSize(2_000);
        }

        @Test
        void that_nobody_reads_to_its_end_leaves_its_place_to_others() throws IOException {
            for (int i = 0; i < 6; i++) {
                HttpResponse<InputStream> answer = awaitPlace(() -> seller.after(large).download("/v1/exports", WITHIN));
                try (InputStream body = answer.body()) {
                    assertThat(body.readNBytes(1_000)).hasSize(1_000);
                }
            }
            assertThat(awaitPlace(() -> seller.calls().download("/v1/exports", WITHIN)).body().readAllBytes())
                    .hasSizeGreaterThan(2_000 * 9_000);
        }

        @Test
        void keeps_its_place_while_it_is_read() throws IOException {
            try (InputStream one = seller.after(large).download("/v1/exports", WITHIN).body();
                    InputStream other = seller.after(large).download("/v1/exports", WITHIN).body()) {
                Bulk.File third = Bulk.exports(seller.calls(), "");
                assertThat(third.status()).isEqualTo(429);
                assertThat(third.code()).isEqualTo("too_many_running");
                assertThat(third.header("Retry-After")).isEqualTo("5");
                assertThat(one.readAllBytes()).isEqualTo(other.readAllBytes());
            }
        }

        private static HttpResponse<InputStream> awaitPlace(Callable<HttpResponse<InputStream>> download) {
            return await().until(download, answer -> answer.statusCode() == 200);
        }
    }

    @Nested
    class A_client {

        @Test
        void chooses_by_Accept_or_by_name() {
            SteveslistClient calls = seller.calls();
            assertThat(Bulk.exports(calls.with("Accept", "text/csv;q=0.9, application/json"), "").header("Content-Type"))
                    .startsWith("text/csv");
            assertThat(Bulk.exports(calls.with("Accept", "application/json"), "").status()).isEqualTo(406);
            assertThat(Bulk.exports(calls.with("Accept", "application/json"), "format=csv").status()).isEqualTo(200);
            assertThat(Bulk.exports(calls.with("Accept", "*/*"), "").header("Content-Type")).isEqualTo("application/x-ndjson");
        }

        @Test
        void can_ask_for_some_members_only() {
            Answer lamp = seller.lists("Lamp", 5, 900, Map.of());
            assertThat(Bulk.exports(seller.after(lamp), "format=csv&fields=name,price_amount").text())
                    .isEqualTo("key,id,name,price_amount\r\n%1$s,%1$s,Lamp,900\r\n".formatted(lamp.text("id")));
            assertThat(Bulk.exports(seller.after(lamp), "fields=name").text())
                    .isEqualTo("{\"key\":\"%1$s\",\"id\":\"%1$s\",\"name\":\"Lamp\"}\n".formatted(lamp.text("id")));
            assertThat(Bulk.exports(seller.calls(), "fields=colour").status()).isEqualTo(400);
        }

        @Test
        void gets_texts_packed_who_can_unpack_them() {
            Answer lamp = seller.lists("Lamp", 5, 900, Map.of());
            Bulk.File packed = Bulk.exports(seller.after(lamp).with("Accept-Encoding", "gzip"), "");
            assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(packed.rows()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"resource=accounts", "format=xml", "role=buyer", "resource=orders&role=staff", "limit=3"})
        void that_asks_for_what_there_is_not_is_told_so(String query) {
            Bulk.File answer = Bulk.exports(seller.calls(), query);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("Content-Disposition")).isEmpty();
        }

        @Test
        void whose_key_may_not_read_orders_exports_none() {
            String key =
                    seller.calls().postAgainAndAgain("/v1/api-keys", Map.of("name", "k", "scopes", List.of("payments:read"))).text("key");
            SteveslistClient calls = Person.anybody().as(key);
            assertThat(Bulk.exports(calls, "resource=orders").code()).isEqualTo("insufficient_scope");
            assertThat(Bulk.exports(calls, "resource=payments").status()).isEqualTo(200);
            assertThat(Bulk.exports(calls, "resource=listings").status()).isEqualTo(200);
            assertThat(Bulk.exports(Person.anybody(), "").status()).isEqualTo(401);
        }
    }
}
