package com.steveslist.infra.bench.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/listings} again and again. */
final class ListingCalls {

    static final int CREATED = 201;

    private final Callers callers;

    /** @param apiKey goes with every request */
    ListingCalls(URI address, String apiKey) {
        byte[] request = request(address, apiKey, listing());
        this.callers = new Callers(address, () -> request, CREATED);
    }

    Turn run(Duration turn) throws Exception {
        return callers.run(turn);
    }

    /** The JSON of one answer. */
    String once() throws IOException {
        return callers.once();
    }

    /** All bytes of a request that lists something. */
    static byte[] request(URI address, String apiKey, Map<String, Object> listing) {
        byte[] body = json(listing);
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
        byte[] request = Arrays.copyOf(headBytes, headBytes.length + body.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
        return request;
    }

    /** What is listed, to be changed at will. */
    static Map<String, Object> listing() {
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
        return listing;
    }

    private static byte[] json(Map<String, Object> listing) {
        try {
            return new ObjectMapper().writeValueAsBytes(listing);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
