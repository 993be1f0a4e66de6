package com.steveslist.api.testing;

import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports and exports as a client sees them. */
public final class Bulk {
    public static final String NDJSON = "application/x-ndjson";
    public static final String CSV = "text/csv";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Bulk() {}

    /** A file that was sent; unpacked. */
    public record File(int status, byte[] bytes, HttpResponse<?> response) {

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** Of NDJSON. */
        public List<JsonNode> rows() {
            return text().lines().map(JSON::readTree).toList();
        }

        public String code() {
            return JSON.readTree(bytes).path("code").asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** Sends a body, and does not wait for its rows. */
    public static Answer sends(SteveslistClient calls, String mediaType, String body) {
        return calls.upload("/v1/imports", mediaType, BodyPublishers.ofString(body), PATIENCE);
    }

    /** Sends a body, and waits until every row had its turn. */
    public static Answer imports(Person person, String mediaType, String body) {
        return ended(person, sends(person.calls(), mediaType, body).expected("import").text("id"));
    }

    public static Answer ended(Person person, String id) {
        return await()
                .until(() -> person.calls().get("/v1/imports/" + id).expected("look at the import"),
                        answer -> !List.of("receiving", "processing").contains(answer.text("status")));
    }

    public static File exports(SteveslistClient calls, String query) {
        HttpResponse<InputStream> response = calls.download("/v1/exports?" + query, PATIENCE);
        boolean packed = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        try (InputStream body = packed ? new GZIPInputStream(response.body()) : response.body()) {
            return new File(response.statusCode(), body.readAllBytes(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
