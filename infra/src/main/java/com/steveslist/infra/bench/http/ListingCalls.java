package com.steveslist.infra.bench.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.infra.bench.Latencies;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@code POST /v1/listings} again and again, over connections that each ask anew as soon as they are answered. */
public final class ListingCalls {

    static final int CONNECTIONS = 64;

    private static final int CREATED = 201;

    private final URI address;
    private final byte[] request;

    /** @param apiKey goes with every request */
    public ListingCalls(URI address, String apiKey) {
        this.address = address;
        byte[] body = body();
        String head = """
                POST /v1/listings HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Accept: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(address.getAuthority(), apiKey, body.length);
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        request = Arrays.copyOf(headBytes, headBytes.length + body.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
    }

    /** What a turn came to. */
    record Turn(double seconds, double perSecond, double p50Millis, double p99Millis) {}

    /** Throws what the first connection met that failed; any answer but 201 is a failure. */
    Turn run(Duration turn) throws Exception {
        long start = System.nanoTime();
        long end = start + turn.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Latencies>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(threads.submit(() -> untilThe(end)));
            }
            List<Latencies> parts = new ArrayList<>();
            for (Future<Latencies> connection : running) {
                parts.add(connection.get());
            }
            Latencies all = Latencies.join(parts);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Turn(seconds, all.count() / seconds, all.millis(0.5), all.millis(0.99));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call of " + address + " failed: " + e.getCause(), e.getCause());
        }
    }

    /** The JSON of one answer. */
    public String once() throws IOException {
        try (HttpConnection connection = new HttpConnection(address)) {
            return created(connection);
        }
    }

    private Latencies untilThe(long end) throws IOException {
        Latencies took = new Latencies();
        try (HttpConnection connection = new HttpConnection(address)) {
            for (long before = System.nanoTime(); before < end;) {
                created(connection);
                long after = System.nanoTime();
                took.add(after - before);
                before = after;
            }
        }
        return took;
    }

    private String created(HttpConnection connection) throws IOException {
        HttpConnection.Response response = connection.send(request);
        if (response.status() != CREATED) {
            throw new IOException("it answered " + response.status() + ": " + response.body());
        }
        return response.body();
    }

    private static byte[] body() {
        Map<String, Object> listing = new LinkedHashMap<>();
        listing.put("name", "Oak table with four chairs, 160 × 90 cm");
        listing.put("description", "Solid oak, oiled last spring. Two of the chairs have small marks on a leg, which I can show on photos. "
                + "Pick-up on weekdays after six, or delivery within the city for a small charge. No pets, no smokers.");
        listing.put("category", "furniture");
        listing.put("labels", List.of("oak", "table", "vintage"));
        listing.put("price_amount", 34_900);
        listing.put("price_currency", "usd");
        listing.put("country", "US");
        listing.put("city", "San Francisco");
        listing.put("latitude", 37.7749);
        listing.put("longitude", -122.4194);
        listing.put("quantity", 3);
        listing.put("attributes", Map.of("material", "oak", "condition", "good"));
        listing.put("photos", List.of("https://photos.example/1.jpg", "https://photos.example/2.jpg"));
        try {
            return new ObjectMapper().writeValueAsBytes(listing);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
