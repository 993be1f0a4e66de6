package com.steveslist.infra.bench.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fills an application with a market of {@value #LISTINGS} listings in {@value #CATEGORIES} categories through its own API, and reads it:
 * one listing, each as likely as any other, or the newest of a category above a price.
 */
final class ReadCalls {

    /** More than ours remembers, so that not every read of one is answered from memory. */
    static final int LISTINGS = 20_000;
    static final int CATEGORIES = 20;

    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final String apiKey;
    private final List<byte[]> one = new ArrayList<>();
    private final List<byte[]> lists = new ArrayList<>();

    /** @param apiKey goes with every request */
    ReadCalls(URI address, String apiKey) {
        this.address = address;
        this.apiKey = apiKey;
        for (int category = 0; category < CATEGORIES; category++) {
            lists.add(get("/v1/listings?category=" + category(category) + "&min_price=20000&sort=-created_at&limit=20"));
        }
    }

    /** Lists so many things, over as many connections as read later. To be called once, before anything is read. */
    ReadCalls fill(int listings) throws Exception {
        AtomicInteger number = new AtomicInteger();
        Callers sellers = new Callers(
                address, () -> ListingCalls.request(address, apiKey, listing(number.getAndIncrement())), ListingCalls.CREATED);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<String>>> parts = new ArrayList<>();
            for (int i = 0; i < Callers.CONNECTIONS; i++) {
                int its = listings / Callers.CONNECTIONS + (i < listings % Callers.CONNECTIONS ? 1 : 0);
                parts.add(() -> list(sellers, its));
            }
            for (Future<List<String>> ids : threads.invokeAll(parts)) {
                ids.get().forEach(id -> one.add(get("/v1/listings/" + id)));
            }
        }
        return this;
    }

    private static List<String> list(Callers sellers, int listings) throws IOException {
        List<String> ids = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(sellers.address())) {
            while (ids.size() < listings) {
                ids.add(JSON.readTree(sellers.answered(connection)).path("data").path("id").asText());
            }
        }
        return ids;
    }

    /** {@code GET /v1/listings/{id}}. */
    Callers one() {
        return new Callers(address, () -> any(one), OK);
    }

    /** {@code GET /v1/listings?category=…&min_price=…&sort=…&limit=20}. */
    Callers lists() {
        return new Callers(address, () -> any(lists), OK);
    }

    /** The JSON of one listing. */
    String readOne() throws IOException {
        return one().once();
    }

    /** The JSON of a list. */
    String readList() throws IOException {
        return new Callers(address, lists::getFirst, OK).once();
    }

    private static byte[] any(List<byte[]> requests) {
        return requests.get(ThreadLocalRandom.current().nextInt(requests.size()));
    }

    private static Map<String, Object> listing(int number) {
        Map<String, Object> listing = ListingCalls.listing();
        listing.put("name", "Oak table with four chairs, 160 × 90 cm, number " + number);
        listing.put("category", category(number % CATEGORIES));
        listing.put("price_amount", 10_000 + (15_000 + number * 7_919L) % 50_000);
        return listing;
    }

    private static String category(int number) {
        return "furniture-" + (char) ('a' + number);
    }

    private byte[] get(String path) {
        return """
                GET %s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Accept: application/json\r
                \r
                """.formatted(path, address.getAuthority(), apiKey).getBytes(StandardCharsets.US_ASCII);
    }
}
