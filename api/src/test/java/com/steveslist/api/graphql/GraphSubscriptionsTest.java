package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients hear while it happens, over both transports. */
@Timeout(300)
@ExtendWith(PrintsTheLog.class)
class GraphSubscriptionsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STOCK =
            "subscription($id: ID!) { listingChanged(id: $id) { status quantityAvailable price { amount } seller { name } } }";

    /** A client by the protocol, which keeps what it hears. */
    private static final class Socket implements WebSocket.Listener {

        final List<JsonNode> heard = new CopyOnWriteArrayList<>();
        final StringBuilder part = new StringBuilder();
        volatile int closed;
        final WebSocket socket;

        Socket(Map<String, String> headers) {
            WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("graphql-transport-ws");
            headers.forEach(builder::header);
            socket = builder.buildAsync(URI.create("ws://localhost:" + SharedApplication.port() + "/graphql"), this).join();
        }

        void say(Object message) {
            socket.sendText(message instanceof String text ? text : JSON.writeValueAsString(message), true).join();
        }

        void subscribe(String id, String query, String thing) {
            say(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", query, "variables", Map.of("id", thing))));
        }

        List<JsonNode> of(String id, String type) {
            return heard.stream().filter(one -> one.path("id").asString("").equals(id) && one.path("type").asString().equals(type))
                    .toList();
        }

        boolean isSaid(String type) {
            return heard.stream().anyMatch(one -> one.path("type").asString().equals(type));
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(JSON.readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed = code;
            return null;
        }
    }

    private static Socket connected(Person person) {
        Socket socket = new Socket(Map.of());
        socket.say(Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer " + key(person))));
        await().until(() -> socket.isSaid("connection_ack"));
        return socket;
    }

    private static String key(Person person) {
        return person.calls().post("/v1/api-keys", Map.of("name", "live")).expected("make a key").text("key");
    }

    @Test
    void a_listing_tells_its_stock_and_price_at_once_and_when_they_change() {
        Person seller = Person.newcomer("A watched seller");
        Answer listing = seller.lists("A watched thing", 3, 500, Map.of());
        Socket socket = connected(Person.newcomer("A watcher"));
        socket.subscribe("s1", STOCK, listing.text("id"));
        await().until(() -> socket.of("s1", "next").size() == 1);
        JsonNode first = socket.of("s1", "next").getFirst().path("payload").path("data").path("listingChanged");
        assertThat(first.path("quantityAvailable").asLong()).isEqualTo(3);
        assertThat(first.path("seller").path("name").asString()).isEqualTo("A watched seller");

        Person.newcomer("A third").buys(listing.text("id"), 1, "pm_card_ok");
        seller.calls().patch("/v1/listings/" + listing.text("id"), Map.of("price_amount", 700), Person.newKey()).expected("change");
        await().untilAsserted(() -> {
            JsonNode last = socket.of("s1", "next").getLast().path("payload").path("data").path("listingChanged");
            assertThat(last.path("quantityAvailable").asLong()).isEqualTo(2);
            assertThat(last.path("price").path("amount").asLong()).isEqualTo(700);
        });

        seller.calls().post("/v1/listings/" + listing.text("id") + "/withdraw", null, Person.newKey()).expected("withdraw");
        await().until(() -> socket.of("s1", "complete").size() == 1);
        socket.socket.abort();
    }

    @Test
    void an_order_tells_both_sides_and_nobody_else() {
        Person seller = Person.newcomer("A sender");
        Person buyer = Person.newcomer("A waiter");
        String listing = seller.lists("A sent thing", 3, 500, Map.of()).text("id");
        String order = buyer.buys(listing, 1, "pm_card_ok").data().path("orders").get(0).path("id").asString();
        String query = "subscription($id: ID!) { orderChanged(id: $id) { status refunds { nodes { status } } } }";
        Socket waiter = connected(buyer);
        Socket stranger = connected(Person.newcomer("A curious one"));
        waiter.subscribe("o", query, order);
        stranger.subscribe("o", query, order);
        await().until(() -> !waiter.of("o", "next").isEmpty() && !stranger.of("o", "error").isEmpty());
        assertThat(stranger.of("o", "error").getFirst().path("payload").get(0).path("extensions").path("code").asString())
                .isEqualTo("not_found");

        seller.calls().post("/v1/orders/" + order + "/ship", null, Person.newKey()).expected("ship");
        seller.calls().post("/v1/orders/" + order + "/refunds", Map.of("amount", 100), Person.newKey()).expected("refund");
        await().untilAsserted(() -> {
            JsonNode last = waiter.of("o", "next").getLast().path("payload").path("data").path("orderChanged");
            assertThat(last.path("status").asString()).isEqualTo("SHIPPED");
            assertThat(last.path("refunds").path("nodes").path(0).path("status").asString("")).isEqualTo("SUCCEEDED");
        });

        waiter.say(Map.of("id", "o", "type", "complete"));
        waiter.subscribe("o", query, order);
        await()
                .until(() -> waiter.of("o", "next").getLast().path("payload").path("data").has("orderChanged"));
        waiter.socket.abort();
        stranger.socket.abort();
    }

    @Test
    void a_saved_search_tells_what_begins_to_match() {
        Person watcher = Person.newcomer("A collector");
        String id = new Query(watcher.calls()).data("""
                mutation { saveSearch(input: {name: "chairs", text: "zwieselstuhl", filter: {maxPrice: 1000}}) {
                    savedSearch { id parameters { name values } } rejection { detail } } }""")
                .path("saveSearch").path("savedSearch").path("id").asString();
        Socket socket = connected(watcher);
        socket.subscribe("m", "subscription($id: ID!) { savedSearchMatched(id: $id) { name price { amount } } }", id);
        Person seller = Person.newcomer("A chair maker");
        await().pollInterval(Duration.ofSeconds(2)).until(() -> {
            seller.lists("Zwieselstuhl", 1, 900, Map.of());
            seller.lists("Zwieselstuhl of gold", 1, 90_000, Map.of());
            return !socket.of("m", "next").isEmpty();
        });
        assertThat(socket.of("m", "next").getFirst().path("payload").path("data").path("savedSearchMatched").path("name").asString())
                .isEqualTo("Zwieselstuhl");
        assertThat(new Query(watcher.calls()).data("{ savedSearches { id name } }").path("savedSearches").get(0).path("id").asString())
                .isEqualTo(id);
        socket.socket.abort();
    }

    @Test
    void events_are_heard_from_any_place_on_and_read_page_by_page() {
        Person seller = Person.newcomer("A busy seller");
        Answer listing = seller.lists("A busy thing", 3, 500, Map.of());
        Query asked = new Query(seller.calls());
        JsonNode page =
                asked.data("query($s: ID!) { events(filter: {stream: $s}) { edges { cursor node { type version data actor { kind } } }"
                        + " nodes { id } pageInfo { hasNextPage endCursor } } }", Map.of("s", listing.text("id"))).path("events");
        assertThat(page.at("/edges").valueStream().map(edge -> edge.at("/node/type").asString())).contains("listing.published");
        assertThat(page.at("/edges/0/node/data").isObject()).isTrue();
        String place = page.at("/pageInfo/endCursor").asString();

        seller.calls().patch("/v1/listings/" + listing.text("id"), Map.of("price_amount", 700), Person.newKey()).expected("change");
        Socket socket = connected(seller);
        String query = "subscription($id: ID!, $after: String) { eventHappened(filter: {stream: $id, types: [\"listing.changed\"]},"
                + " after: $after) { type data requestId } }";
        socket.say(Map.of("id", "e", "type", "subscribe", "payload",
                Map.of("query", query, "variables", Map.of("id", listing.text("id"), "after", place))));
        await().until(() -> socket.of("e", "next").size() == 1);
        String token = socket.of("e", "next").getFirst().at("/payload/extensions/consistencyToken").asString();
        seller.calls().patch("/v1/listings/" + listing.text("id"), Map.of("price_amount", 800), Person.newKey()).expected("change");
        await().until(() -> socket.of("e", "next").size() == 2);

        JsonNode since = asked.data("query($a: String) { events(filter: {types: [\"listing.changed\"]}, after: $a, first: 5) {"
                + " nodes { stream data } } }", Map.of("a", token)).at("/events/nodes");
        assertThat(since.get(0).path("stream").asString()).isEqualTo(listing.text("id"));
        assertThat(since.get(0).path("data")).isEqualTo(socket.of("e", "next").getLast().at("/payload/data/eventHappened/data"));
        assertThat(Query.codes(asked.send("{ events(filter: {types: [\"no.such\"]}) { nodes { id } } }")))
                .containsExactly("invalid_request");
        assertThat(Query.codes(asked.send("{ events(after: \"made-up\") { nodes { id } } }"))).containsExactly("invalid_consistency_token");
        socket.socket.abort();
    }

    @Test
    void server_sent_events_tell_the_same() throws Exception {
        Person seller = Person.newcomer("A streamed seller");
        String listing = seller.lists("A streamed thing", 3, 500, Map.of()).text("id");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(SharedApplication.address() + "/graphql"))
                    .header("Content-Type", "application/json").header("Accept", "text/event-stream")
                    .header("Authorization", "Bearer " + key(seller))
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", STOCK, "variables", Map.of("id", listing)))))
                    .build();
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
            StringBuffer heard = new StringBuffer();
            Thread reader = Thread.ofVirtual().start(() -> {
                try (InputStream body = response.body()) {
                    byte[] buffer = new byte[4_096];
                    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                        heard.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    }
                } catch (java.io.IOException gone) {
                    heard.append("gone");
                }
            });
            await().until(() -> heard.indexOf("event: next") >= 0 && heard.indexOf("\"amount\":500") >= 0);
            seller.calls().patch("/v1/listings/" + listing, Map.of("price_amount", 650), Person.newKey()).expected("change");
            await().until(() -> heard.indexOf("\"amount\":650") >= 0);
            seller.calls().delete("/v1/listings/" + listing).expected("delete");
            // Its seller sees it in every status.
            await().until(() -> heard.indexOf("WITHDRAWN") >= 0);
            reader.interrupt();
            http.shutdownNow();
        }
    }

    @Test
    void a_revoked_key_hears_nothing_more() {
        Person seller = Person.newcomer("A revoker");
        String listing = seller.lists("A last thing", 3, 500, Map.of()).text("id");
        Answer key = seller.calls().post("/v1/api-keys", Map.of("name", "short")).expected("key");
        Socket socket = new Socket(Map.of("Authorization", "Bearer " + key.text("key")));
        socket.say(Map.of("type", "connection_init"));
        socket.subscribe("s", STOCK, listing);
        await().until(() -> !socket.of("s", "next").isEmpty());
        seller.calls().delete("/v1/api-keys/" + key.text("id")).expected("revoke");
        await().atMost(Duration.ofSeconds(5)).until(() -> socket.closed == 4403);
    }

    @Test
    void a_client_that_does_not_keep_the_protocol_is_let_go() {
        Socket silent = new Socket(Map.of());
        Socket early = new Socket(Map.of());
        early.subscribe("x", STOCK, "lst_x");
        await().until(() -> early.closed == 4401);
        Socket noise = new Socket(Map.of());
        noise.say("not json");
        await().until(() -> noise.closed == 4400);
        Socket twice = new Socket(Map.of());
        twice.say(Map.of("type", "connection_init"));
        twice.say(Map.of("type", "connection_init"));
        await().until(() -> twice.closed == 4429);
        Socket forged = new Socket(Map.of());
        forged.say(Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer sl_live_forged")));
        await().until(() -> forged.closed == 4403);
        Socket query = connected(Person.newcomer("A querier"));
        query.say(Map.of("id", "q", "type", "subscribe", "payload", Map.of("query", "{ me { id } }")));
        await().until(() -> !query.of("q", "error").isEmpty());
        assertThat(query.of("q", "error").getFirst().path("payload").get(0).path("extensions").path("code").asString())
                .isEqualTo("operation_not_possible");
        query.say(Map.of("type", "ping"));
        await().until(() -> query.isSaid("pong"));
        query.socket.abort();
        await().until(() -> silent.closed == 4408);
    }

    @Test
    void a_page_of_another_origin_is_refused() {
        try {
            new Socket(Map.of("Origin", "https://elsewhere.example"));
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOfSatisfying(
                    WebSocketHandshakeException.class, refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
            return;
        }
        throw new AssertionError("it was let in");
    }
}
