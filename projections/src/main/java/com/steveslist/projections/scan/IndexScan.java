package com.steveslist.projections.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.infra.http.InTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Looks through every document of Elasticsearch, whose files are compressed, page by page in what it answers. */
final class IndexScan {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PAGE = 500;
    private static final int OK = 200;

    private IndexScan() {}

    static void run(Scan scan, URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            call(client, address, "_refresh", Map.of());
            JsonNode page = look(scan, client, address, "_all/_search?expand_wildcards=all&scroll=1m",
                    Map.of("size", PAGE, "query", Map.of("match_all", Map.of()), "sort", "_doc"));
            while (!page.path("hits").path("hits").isEmpty()) {
                page = look(scan, client, address, "_search/scroll", Map.of("scroll", "1m", "scroll_id", page.path("_scroll_id").asText()));
            }
        }
    }

    private static JsonNode look(Scan scan, HttpClient client, URI address, String path, Map<String, ?> question)
            throws IOException, InterruptedException {
        byte[] answer = call(client, address, path, question);
        scan.look("Elasticsearch", answer);
        scan.findings().document(answer.length);
        return JSON.readTree(answer);
    }

    private static byte[] call(HttpClient client, URI address, String path, Map<String, ?> question)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = InTime.send(client, HttpRequest.newBuilder(address.resolve("/" + path))
                .header("Content-Type", "application/json")
                .POST(question.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question)))
                .build(), TIMEOUT);
        if (answer.statusCode() != OK) {
            throw new IOException("Elasticsearch answers " + answer.statusCode() + " to " + path);
        }
        return answer.body();
    }
}
