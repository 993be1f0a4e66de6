package com.steveslist.api.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends exactly what it is told to {@link SharedApplication}, once. */
public final class Http {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Http() {}

    /** An answer. */
    public record Reply(int status, HttpHeaders headers, String text) {

        /** A missing node when it is no JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JacksonException notJson) {
                return MissingNode.getInstance();
            }
        }

        public boolean isSuccess() {
            return status / 100 == 2;
        }

        @Override
        public String toString() {
            JsonNode problem = json();
            return status + " " + problem.path("code").asString("") + " " + problem.path("detail").asString("")
                    + (problem.has("errors") ? problem.path("errors").toString() : "");
        }
    }

    public static Reply get(String path) {
        return send("GET", path, Map.of(), null);
    }

    /** @param path with its query; characters that no address has are escaped */
    public static Reply send(String method, String path, Map<String, String> headers, @Nullable String body) {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SharedApplication.address() + path.replace(" ", "%20")))
                .timeout(Duration.ofSeconds(60))
                .method(method, publisher);
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), Http::textOrBeginning);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " brought no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Of a stream, which has no end, nothing but that it began. */
    private static BodySubscriber<String> textOrBeginning(ResponseInfo info) {
        boolean isStream = info.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        return isStream ? new Beginning() : BodyHandlers.ofString().apply(info);
    }

    private static final class Beginning implements BodySubscriber<String> {

        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            // Nothing was asked for.
        }

        @Override
        public void onError(Throwable thrown) {
            // It was broken off.
        }

        @Override
        public void onComplete() {
            // It is over already.
        }
    }
}
