package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.SharedApplication;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How results travel: as the answers of REST do. */
class GraphAnswersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LONG = "{ eventTypes { id version description } }";
    private static final String SHORT = "{ __typename }";

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(SharedApplication.address() + path));
    }

    private static HttpRequest.Builder ask(String query) {
        return to("/graphql").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
    }

    private static String unpacked(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_long_one_is_packed_for_who_can_unpack_it() throws Exception {
        for (String type : List.of("application/json", "application/graphql-response+json")) {
            HttpResponse<byte[]> packed = send(ask(LONG).header("Accept", type).header("Accept-Encoding", "gzip"));
            HttpResponse<byte[]> plain = send(ask(LONG).header("Accept", type));

            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(packed.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
            assertThat(packed.headers().firstValueAsLong("Content-Length")).hasValue(packed.body().length);
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(plain.body().length).isGreaterThan(2 * packed.body().length);
            assertThat(JSON.readTree(unpacked(packed.body())).path("data")).isEqualTo(JSON.readTree(plain.body()).path("data"));
            assertThat(plain.headers().allValues("Vary")).singleElement().asString().contains("Accept-Encoding", "Authorization");
        }
    }

    @Test
    void a_short_one_is_not() throws Exception {
        assertThat(send(ask(SHORT).header("Accept-Encoding", "gzip")).headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(send(ask(LONG).header("Accept-Encoding", "gzip;q=0")).headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void the_schema_is_packed_too_and_not_sent_again_to_who_has_it() throws Exception {
        HttpResponse<byte[]> packed = send(to("/graphql/schema").header("Accept-Encoding", "gzip"));
        assertThat(unpacked(packed.body())).contains("type Listing implements Node");
        String tag = packed.headers().firstValue("ETag").orElseThrow();

        assertThat(send(to("/graphql/schema").header("If-None-Match", tag)).statusCode()).isEqualTo(304);
        assertThat(packed.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    }
}
