package com.steveslist.api.imports;

import static com.steveslist.api.imports.ImportCallsTest.row;
import static com.steveslist.api.testing.Bulk.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.imports.ImportQueue.Chunk;
import com.steveslist.api.testing.Bulk;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.events.account.AccountId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Crashes at the worst places: what a node had committed and not counted, it or another one does again without doing anything twice. */
@ExtendWith(PrintsTheLog.class)
class ImportResumesTest {

    private final Person seller = Person.newcomer("Sally Importer");
    private final ImportWorkers workers = SharedApplication.context().getBean(ImportWorkers.class);
    private final ImportQueue queue = SharedApplication.context().getBean(ImportQueue.class);
    private final ChunkRunner runner = SharedApplication.context().getBean(ChunkRunner.class);
    private final Imports imports = SharedApplication.context().getBean(Imports.class);
    private final JdbcClient jdbc = SharedApplication.context().getBean("importsJdbc", JdbcClient.class);

    @BeforeEach
    void stop() {
        workers.stop();
    }

    @AfterEach
    void start() {
        workers.start();
    }

    private static String rows(int count, int price) {
        return IntStream.range(0, count).mapToObj(i -> row("sku-" + i, "Thing " + i, price)).collect(Collectors.joining());
    }

    /** As a node does it that dies before it has counted the chunk; its lease runs out. */
    private void carryOutAndDie(String id) throws InterruptedException {
        Import claimed = queue.claim().orElseThrow().what();
        assertThat(claimed.id().value()).isEqualTo(id);
        Chunk chunk = queue.next(claimed.id()).orElseThrow();
        runner.run(claimed, chunk, false);
        jdbc.sql("update imports set lease_owner = 'node_dead', leased_until = clock_timestamp() - interval '1 second' where id = ?")
                .param(id).update();
    }

    private List<JsonNode> listings(Answer after) {
        return Bulk.exports(seller.after(after), "resource=listings").rows();
    }

    @Test
    void rows_that_made_listings_make_no_others_and_are_counted_as_made() throws InterruptedException {
        String id = Bulk.sends(seller.calls(), NDJSON, rows(700, 100)).expected("import").text("id");
        carryOutAndDie(id);

        workers.start();
        Answer ended = Bulk.ended(seller, id);

        assertThat(ended.data().toString()).contains("\"status\":\"completed\"",
                "\"created\":700,\"updated\":0,\"unchanged\":0,\"failed\":0");
        assertThat(listings(ended)).hasSize(700).allSatisfy(listing -> assertThat(listing.path("version").asLong()).isEqualTo(2));
    }

    @Test
    void rows_that_changed_listings_change_nothing_back_that_came_later() throws InterruptedException {
        workers.start();
        Bulk.imports(seller, NDJSON, rows(20, 100));
        workers.stop();
        String id =
                Bulk.sends(seller.calls(), NDJSON, rows(20, 200) + rows(20, 300) + "{\"key\": \"sku-1\"}\n").expected("import").text("id");
        carryOutAndDie(id);
        String first = imports.find(new ImportId(id), new AccountId(seller.id())).orElseThrow().status().code();
        assertThat(first).isEqualTo("processing");
        JsonNode some = seller.calls().get("/v1/listings?limit=1&seller_id=" + seller.id()).items().getFirst();
        seller.calls().patch("/v1/listings/" + some.path("id").asString(), java.util.Map.of("price_amount", 999), Person.newKey());

        workers.start();
        Answer ended = Bulk.ended(seller, id);

        assertThat(ended.data().toString()).contains("\"created\":0,\"updated\":40,\"unchanged\":1,\"failed\":0");
        assertThat(listings(ended)).hasSize(20).allSatisfy(listing -> {
            boolean changedSince = listing.path("id").equals(some.path("id"));
            assertThat(listing.path("price_amount").asLong()).isEqualTo(changedSince ? 999 : 300);
            assertThat(listing.path("version").asLong()).isEqualTo(changedSince ? 5 : 4);
        });
    }

    @Test
    void a_chunk_that_two_nodes_did_is_counted_once() throws InterruptedException {
        String id = Bulk.sends(seller.calls(), NDJSON, rows(10, 100)).expected("import").text("id");
        Import claimed = queue.claim().orElseThrow().what();
        Chunk chunk = queue.next(claimed.id()).orElseThrow();

        Tally one = runner.run(claimed, chunk, false);
        Tally other = runner.run(claimed, chunk, true);

        assertThat(queue.done(chunk, one)).isTrue();
        assertThat(queue.done(chunk, other)).isFalse();
        assertThat(Bulk.ended(seller, id).data().toString()).contains("\"status\":\"completed\"", "\"created\":10,");
    }

    @Test
    void one_that_is_cancelled_does_no_row_more_and_leaves_nothing_behind() {
        String id = Bulk.sends(seller.calls(), NDJSON, rows(10, 100)).expected("import").text("id");
        String next = Bulk.sends(seller.calls(), NDJSON, rows(10, 200)).expected("import").text("id");

        assertThat(Bulk.sends(seller.calls(), NDJSON, rows(1, 1)).code()).isEqualTo("too_many_running");
        assertThat(seller.calls().post("/v1/imports/" + id + "/cancel", null, Person.newKey()).text("status")).isEqualTo("cancelled");
        assertThat(seller.calls().post("/v1/imports/" + id + "/cancel", null, Person.newKey()).status()).isEqualTo(200);
        workers.start();

        Answer ended = Bulk.ended(seller, next);
        assertThat(seller.calls().post("/v1/imports/" + next + "/cancel", null, Person.newKey()).code()).isEqualTo("invalid_state");
        assertThat(listings(ended)).hasSize(10).allSatisfy(listing -> assertThat(listing.path("price_amount").asLong()).isEqualTo(200));
        queue.sweep();
        assertThat(jdbc.sql("select count(*) from import_chunks where import_id in (?, ?)").params(id, next).query(Integer.class).single())
                .isZero();
    }

    @Test
    void one_whose_node_died_while_its_body_arrived_has_failed() {
        Import dead = imports.begin(
                ImportId.next(), new AccountId(seller.id()), new com.steveslist.events.envelope.Actor(
                        com.steveslist.events.envelope.Actor.Kind.ACCOUNT, seller.id()),
                "req", ImportFormat.NDJSON, null, com.steveslist.events.log.LogPosition.START, "node_dead").orElseThrow();
        jdbc.sql("update imports set leased_until = clock_timestamp() - interval '1 second' where id = ?").param(dead.id().value())
                .update();

        queue.sweep();

        assertThat(seller.calls().get("/v1/imports/" + dead.id()).data().toString()).contains("\"status\":\"failed\"", "Send it again.");
    }
}
