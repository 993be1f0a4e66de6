package com.steveslist.api.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request as curl would send it: nothing in it but what a test puts there. Immutable. */
public record PlainCall(URI base, String method, String path, Map<String, String> headers, @Nullable String body) {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** To {@link SharedApplication}. */
    public static PlainCall call(String method, String path) {
        return new PlainCall(SharedApplication.address(), method, path, Map.of(), null);
    }

    public static PlainCall get(String path) {
        return call("GET", path);
    }

    /** The same request to another node. */
    public PlainCall at(URI node) {
        return new PlainCall(node, method, path, headers, body);
    }

    public PlainCall with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new PlainCall(base, method, path, more, body);
    }

    /** With these credentials. */
    public PlainCall as(String keyOrToken) {
        return with("Authorization", "Bearer " + keyOrToken);
    }

    public PlainCall json(Object content) {
        return with("Content-Type", "application/json").body(JSON.writeValueAsString(content));
    }

    public PlainCall body(String content) {
        return new PlainCall(base, method, path, headers, content);
    }

    public Reply send() {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back, byte by byte. */
    public record Reply(int status, HttpHeaders headers, byte[] body) {

        /** Empty when it is not there; with commas between when it is there several times. */
        public String header(String name) {
            return String.join(", ", headers.allValues(name));
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String unzipped() {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public JsonNode data() {
            return json().path("data");
        }

        /** An error's code; empty when this is none. */
        public String code() {
            return header("Content-Type").startsWith("application/problem+json") ? json().path("code").asString("") : "";
        }

        @Override
        public String toString() {
            return status + " " + headers.map() + " " + text();
        }
    }
}
