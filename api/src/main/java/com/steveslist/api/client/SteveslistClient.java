package com.steveslist.api.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls the API as one caller. Immutable; {@link #as} and {@link #with} give changed copies that share connections.
 *
 * <p>A call that the server cannot take now ({@code 429}, {@code 503}, a {@code 409} that says when to come back), and one that brings no
 * answer, is sent again until the patience ends, provided that sending it twice is safe: it reads, or it carries an idempotency key.
 */
public final class SteveslistClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Longer than any call may take: a checkout is waited for up to 30 s. */
    private static final Duration ANSWER = Duration.ofSeconds(45);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Origins origins;
    private final Supplier<URI> base;
    private final Duration patience;
    private final Map<String, String> headers;

    private SteveslistClient(Origins origins, Supplier<URI> base, Duration patience, Map<String, String> headers) {
        this.origins = origins;
        this.base = base;
        this.patience = patience;
        this.headers = headers;
    }

    /**
     * @param base such as {@code http://localhost:8080}
     * @param patience how long a call is sent again and again; zero for once
     */
    public static SteveslistClient of(URI base, Duration patience) {
        return of(() -> base, patience);
    }

    /**
     * A client of several nodes.
     *
     * @param node asked before each call, and again before one is sent again
     */
    public static SteveslistClient of(Supplier<URI> node, Duration patience) {
        return new SteveslistClient(new Origins(), node, patience, Map.of());
    }

    /**
     * The same client for another person, who calls from an address of their own as people do, for limits go by address: many people share
     * few addresses here, and only on this machine, which has a whole network of them.
     */
    public SteveslistClient elsewhere() {
        return new SteveslistClient(origins.next(base.get()), base, patience, headers);
    }

    /** Where the stack of this clone answers, as {@code ./steveslist} found it running; throws when it is not. */
    public static URI runningStack() {
        String base = System.getProperty("steveslist.base-url");
        if (base == null) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        return URI.create(base);
    }

    /** The same client for the bearer of an API key or a session token. */
    public SteveslistClient as(String keyOrToken) {
        return with("Authorization", "Bearer " + keyOrToken);
    }

    /** The same client with a header in every call. */
    public SteveslistClient with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new SteveslistClient(origins, base, patience, more);
    }

    /** What it sends in every call under this name; empty for nothing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The same client that sends nothing twice. */
    public SteveslistClient impatient() {
        return new SteveslistClient(origins, base, Duration.ZERO, headers);
    }

    public Answer get(String path) {
        return send("GET", path, null, null, true);
    }

    /** A call that must not be sent twice. */
    public Answer post(String path, Object body) {
        return send("POST", path, body, null, false);
    }

    /** A call that does no harm when it is sent twice, such as signing in. */
    public Answer postAgainAndAgain(String path, Object body) {
        return send("POST", path, body, null, true);
    }

    /** A call that the server carries out once, however often it is sent. */
    public Answer post(String path, @Nullable Object body, String idempotencyKey) {
        return send("POST", path, body, idempotencyKey, true);
    }

    public Answer patch(String path, Object body, String idempotencyKey) {
        return send("PATCH", path, body, idempotencyKey, true);
    }

    /** Puts the whole thing in place of what is there. */
    public Answer put(String path, Object body) {
        return send("PUT", path, body, null, true);
    }

    /** A call that deletes only for whoever proves who they are. */
    public Answer delete(String path, Object body) {
        return send("DELETE", path, body, null, false);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, null, true);
    }

    /** Sends a body that is no JSON, once. @param within how long that may take, answer included */
    public Answer upload(String path, String mediaType, BodyPublisher body, Duration within) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.get().resolve(path)).timeout(within);
        headers.forEach(request::header);
        request.header("Accept", "application/json").header("Content-Type", mediaType).POST(body);
        return answer(once(request.build(), BodyHandlers.ofByteArray()));
    }

    /** Asks once for what is no JSON, and gives it as it arrives, packed or not. @param within how long until it begins */
    public HttpResponse<InputStream> download(String path, Duration within) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.get().resolve(path)).timeout(within);
        headers.forEach(request::header);
        return once(request.build(), BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> once(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return origins.http().send(request, handler);
        } catch (IOException e) {
            throw new UnexpectedAnswerException(request.method() + " " + request.uri().getPath() + " brought no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnexpectedAnswerException(request.method() + " " + request.uri().getPath() + " was interrupted", e);
        }
    }

    private Answer send(
            String method, String path, @Nullable Object body, @Nullable String idempotencyKey, boolean repeatable) {
        Instant giveUpAt = Instant.now().plus(patience);
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                Answer answer = answer(origins.http().send(request(method, path, body, idempotencyKey), BodyHandlers.ofByteArray()));
                long wait = pauseAskedFor(answer);
                boolean again = wait >= 0 && (repeatable || answer.status() == 429);
                if (!again || Instant.now().plusMillis(wait).isAfter(giveUpAt)) {
                    return answer;
                }
                pause(Math.max(wait, pause));
            } catch (IOException e) {
                if (!repeatable || Instant.now().isAfter(giveUpAt)) {
                    throw new UnexpectedAnswerException(method + " " + path + " brought no answer", e);
                }
                pause(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnexpectedAnswerException(method + " " + path + " was interrupted", e);
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    private HttpRequest request(String method, String path, @Nullable Object body, @Nullable String idempotencyKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.get().resolve(path)).timeout(ANSWER);
        headers.forEach(request::header);
        request.header("Accept", "application/json");
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        if (body == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        request.header("Content-Type", "application/json");
        return request.method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build();
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        JsonNode body;
        try {
            body = response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (JacksonException e) {
            body = MissingNode.getInstance();
        }
        return new Answer(response.statusCode(), body, response.headers());
    }

    /** Milliseconds after which the server wants to be asked again; negative when it does not. */
    private static long pauseAskedFor(Answer answer) {
        boolean busy = answer.status() == 429 || answer.status() == 503
                || answer.status() == 409 && answer.header("Retry-After").isPresent();
        return busy ? answer.header("Retry-After").map(seconds -> Long.parseLong(seconds) * 1000).orElse(0L) : -1;
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
