package com.steveslist.infra.bench.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.infra.embedded.EmbeddedServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Our application as two nodes with all roles between them: one that is measured, with the API, commands, views, processes and effects, and one that
 * does what goes through Kafka. The second can be halted for a turn and then catches up.
 */
final class OurNodes implements AutoCloseable {

    private static final String MAIN = "com.steveslist.api.SteveslistApplication";
    private static final String ALL_SEEN = """
            select bool_and(position >= (select max(position) from eventstore.event))
                and count(*) filter (where consumer in ('relay.kafka', 'index.listing', 'export.warehouse')) = 3
            from consumer.progress
            where consumer not like 'process.%'""";
    private static final String VIEWS_SEEN = """
            select bool_and(position >= (select max(position) from eventstore.event))
            from consumer.progress
            where consumer like 'view.%'""";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Contestant measured;
    private final Application kafka;
    private final ViewLag lag;

    private OurNodes(Contestant measured, Application kafka) {
        this.measured = measured;
        this.kafka = kafka;
        this.lag = new ViewLag(measured.sql());
    }

    /** @param libraries the application's class path */
    static OurNodes start(String libraries) throws IOException, InterruptedException {
        Map<String, String> properties = new LinkedHashMap<>();
        EmbeddedServers.Database database = database(properties, "postgres");
        database(properties, "keys");
        database(properties, "stevepay");
        properties.put("steveslist.kafka", EmbeddedServers.kafka().bootstrapServers());
        properties.put("steveslist.elasticsearch", EmbeddedServers.elasticsearch().url());
        properties.put("steveslist.warehouse", EmbeddedServers.directory().resolve("warehouse").toString());
        properties.put("steveslist.proof.key", EmbeddedServers.directory().resolve("proof/key").toString());
        properties.put("steveslist.master-key", "b25seSBmb3IgYmVuY2htYXJrcywgMzIgYnl0ZXMhISE=");
        // Few callers make all calls: they are counted as always, and there are enough of them.
        for (String budget : List.of("reads", "writes", "search", "address")) {
            properties.put("steveslist.rate-limits." + budget, "100000000");
        }
        Application front = node("ours", libraries, properties, "api,command,views,process,effects,proof");
        Application kafka = node("ours-kafka", libraries, properties, "relay,index,warehouse");
        front.start();
        kafka.start();
        return new OurNodes(new Contestant(front, apiKey(front.uri()), database, ALL_SEEN), kafka);
    }

    private static Application node(String name, String libraries, Map<String, String> properties, String roles) {
        Map<String, String> its = new LinkedHashMap<>(properties);
        its.put("steveslist.roles", roles);
        return new Application(name, libraries, MAIN, "/health/ready", its);
    }

    private static EmbeddedServers.Database database(Map<String, String> properties, String name) {
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase("bench_" + name);
        properties.put("steveslist." + name + ".url", database.url());
        properties.put("steveslist." + name + ".user", database.user());
        properties.put("steveslist." + name + ".password", database.password());
        return database;
    }

    /** With what goes through Kafka halted during the turn; afterwards it catches up. */
    MeasuredTurn paced(Duration turn, Duration atFirst) throws Exception {
        kafka.freeze();
        try {
            return measure(turn, atFirst);
        } finally {
            kafka.thaw();
            measured.settle();
        }
    }

    /** As {@link #paced}, with nobody who keeps the proof of the log. */
    MeasuredTurn withoutProofs(Duration turn, Duration atFirst) throws Exception {
        kafka.freeze();
        try (Connection tree = requireNonNull(measured.sql().getDataSource()).getConnection()) {
            tree.setAutoCommit(false);
            try (Statement statement = tree.createStatement()) {
                statement.execute("set local idle_in_transaction_session_timeout = 0");
                // Who has this lock is the only one who may add to the tree.
                statement.execute("select from proof.tree for update");
            }
            MeasuredTurn measuredTurn = measure(turn, atFirst);
            tree.rollback();
            return measuredTurn;
        } finally {
            kafka.thaw();
            measured.settle();
        }
    }

    MeasuredTurn unpaced(Duration turn, Duration atFirst) throws Exception {
        try {
            return measure(turn, atFirst);
        } finally {
            measured.settle();
        }
    }

    private MeasuredTurn measure(Duration turn, Duration atFirst) throws Exception {
        lag.begin();
        Turn measuredTurn = measured.measure(turn, atFirst);
        double behind = lag.end();
        return new MeasuredTurn(measuredTurn, measured.settle(VIEWS_SEEN), behind);
    }

    /** The JSON that it answers to one call. */
    String callOnce() throws IOException {
        return measured.callOnce();
    }

    /** Calls that read, of a market that is still to be filled. */
    ReadCalls calls() {
        return measured.reads();
    }

    /** Waits until every read model shows everything. */
    void settle() throws InterruptedException {
        measured.settle();
    }

    /** What autovacuum does sooner or later. */
    void analyze() {
        measured.sql().execute("analyze");
    }

    /** Ends both processes. */
    @Override
    public void close() {
        measured.close();
        EmbeddedServers.kill(kafka);
    }

    double heapMiB() {
        return measured.application().heapMiB();
    }

    double kafkaHeapMiB() {
        return kafka.heapMiB();
    }

    /** Signs up, signs in and makes a key, as anybody would. */
    private static String apiKey(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Map<String, String> account = Map.of("email", "bench@bench.example", "password", "only-for-this-bench");
            Map<String, String> named = new LinkedHashMap<>(account);
            named.put("name", "Bench");
            post(client, address.resolve("/v1/accounts"), null, named);
            String session = post(client, address.resolve("/v1/sessions"), null, account).path("token").asText();
            Map<String, Object> key = Map.of("name", "bench", "scopes", new String[] {"listings:write"});
            return post(client, address.resolve("/v1/api-keys"), session, key).path("key").asText();
        }
    }

    private static JsonNode post(HttpClient client, URI to, @Nullable String bearer, Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(to + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body()).path("data");
    }
}
