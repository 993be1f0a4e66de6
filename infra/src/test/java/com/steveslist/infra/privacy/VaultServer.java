package com.steveslist.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands for HashiCorp Vault, as its documentation describes the key/value engine of version 2 and AppRole. Strict: what a real Vault would
 * refuse is refused with its words, and what nobody should send fails the test.
 */
final class VaultServer implements AutoCloseable {

    static final String TOKEN = "hvs.root";
    static final String SECRET_ID = "a-secret-id";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param data null once it is destroyed */
    private record Version(@Nullable JsonNode data) {}

    private final Map<String, Version> secrets = new HashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private final HttpServer server;
    private final AtomicInteger signIns = new AtomicInteger();
    private volatile boolean hangs;
    private volatile boolean hangsInBody;

    VaultServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void failNext(int calls) {
        failures.set(calls);
    }

    void hang(boolean now) {
        hangs = now;
    }

    /** Headers come at once, and half of the body. */
    void hangInBody(boolean now) {
        hangsInBody = now;
    }

    int signIns() {
        return signIns.get();
    }

    void endTokens() {
        tokens.clear();
    }

    synchronized boolean holds(String text) {
        return secrets.values().stream().anyMatch(version -> String.valueOf(version.data()).contains(text));
    }

    private void serve(HttpExchange call) throws IOException {
        try (call) {
            if (hangs) {
                never.await(10, TimeUnit.SECONDS);
            }
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer(call, 503, "{\"errors\":[\"Vault is sealed\"]}");
                return;
            }
            if (hangsInBody) {
                call.sendResponseHeaders(200, 100);
                call.getResponseBody().write("{\"data\"".getBytes(UTF_8));
                call.getResponseBody().flush();
                never.await(10, TimeUnit.SECONDS);
                return;
            }
            handle(call, JSON.readTree(call.getRequestBody().readAllBytes()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange call, JsonNode body) throws IOException {
        String path = call.getRequestURI().getPath();
        String token = call.getRequestHeaders().getFirst("X-Vault-Token");
        if (path.equals("/v1/auth/approle/login")) {
            login(call, body);
        } else if (!TOKEN.equals(token) && (token == null || !tokens.contains(token))) {
            answer(call, 403, "{\"errors\":[\"permission denied\"]}");
        } else if (path.startsWith("/v1/version-1/") && call.getRequestMethod().equals("POST")) {
            answer(call, 204, "");
        } else if (path.startsWith("/v1/secret/data/") && call.getRequestMethod().equals("GET")) {
            read(call, path.substring("/v1/secret/data/".length()));
        } else if (path.startsWith("/v1/secret/data/") && call.getRequestMethod().equals("POST")) {
            write(call, path.substring("/v1/secret/data/".length()), body);
        } else if (path.startsWith("/v1/secret/destroy/") && call.getRequestMethod().equals("PUT")) {
            destroy(call, path.substring("/v1/secret/destroy/".length()), body);
        } else {
            answer(call, 404, "{\"errors\":[\"no handler for route \\\"" + path + "\\\". route entry not found.\"]}");
        }
    }

    private void login(HttpExchange call, JsonNode body) throws IOException {
        if (body.path("role_id").asText().equals("a-role") && body.path("secret_id").asText().equals(SECRET_ID)) {
            signIns.incrementAndGet();
            String token = "hvs." + number.incrementAndGet();
            tokens.add(token);
            answer(call, 200, "{\"auth\":{\"client_token\":\"" + token + "\",\"lease_duration\":3600,\"renewable\":true}}");
        } else {
            answer(call, 400, "{\"errors\":[\"invalid role or secret ID\"]}");
        }
    }

    private synchronized void read(HttpExchange call, String path) throws IOException {
        Version version = secrets.get(path);
        if (version == null) {
            answer(call, 404, "{\"errors\":[]}");
        } else if (version.data() == null) {
            answer(call, 404, "{\"data\":{\"data\":null,\"metadata\":{\"deletion_time\":\"\",\"destroyed\":true,\"version\":1}}}");
        } else {
            answer(call, 200, "{\"data\":{\"data\":" + version.data() + ",\"metadata\":{\"destroyed\":false,\"version\":1}}}");
        }
    }

    private synchronized void write(HttpExchange call, String path, JsonNode body) throws IOException {
        if (!body.path("data").isObject()) {
            answer(call, 400, "{\"errors\":[\"no data provided\"]}");
        } else if (body.path("options").path("cas").asInt(-1) != (secrets.containsKey(path) ? 1 : 0)) {
            answer(call, 400, "{\"errors\":[\"check-and-set parameter did not match the current version\"]}");
        } else if (secrets.containsKey(path)) {
            answer(call, 500, "{\"errors\":[\"a second version: keys are written once\"]}");
        } else {
            secrets.put(path, new Version(body.path("data")));
            answer(call, 200, "{\"data\":{\"version\":1}}");
        }
    }

    private synchronized void destroy(HttpExchange call, String path, JsonNode body) throws IOException {
        if (!body.path("versions").isArray()) {
            answer(call, 400, "{\"errors\":[\"no version number provided\"]}");
            return;
        }
        secrets.computeIfPresent(path, (known, version) -> new Version(null));
        answer(call, 204, "");
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            call.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        never.countDown();
        server.stop(0);
    }
}
