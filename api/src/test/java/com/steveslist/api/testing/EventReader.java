package com.steveslist.api.testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream of server-sent events as the HTML standard wants it read. */
public final class EventReader implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONG = Duration.ofMinutes(1);

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private volatile String place = "";
    private volatile boolean over;

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
    }

    /** @param place the token of its place */
    public record Message(String place, String event, JsonNode data) {
        /** The event's own id. */
        public String id() {
            return data.path("id").asString();
        }
    }

    /** @param lastEventId null for none */
    public static EventReader open(String secret, String path, @Nullable String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(SharedApplication.address().resolve(path))
                .header("Authorization", "Bearer " + secret)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        EventReader reader = new EventReader(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        Thread.ofVirtual().start(reader::read);
        return reader;
    }

    /** One that hears everything from now on: it has been told its place. */
    public static EventReader openNow(String secret, String path) throws IOException, InterruptedException {
        EventReader reader = open(secret, path, null);
        await().until(() -> !reader.place.isEmpty());
        return reader;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String event = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        messages.add(new Message(place, event, JSON.readTree(data.toString())));
                    }
                    event = "";
                    data.setLength(0);
                } else if (line.startsWith("id: ")) {
                    place = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
        } catch (IOException gone) {
            // Over, one way or the other.
        } finally {
            over = true;
        }
    }

    public int status() {
        return response.statusCode();
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** The last place that it was told. */
    public String place() {
        return place;
    }

    /** Whether the server ended it. */
    public boolean isOver() {
        return over;
    }

    /** The next message; fails when none comes. */
    public Message next() throws InterruptedException {
        Message next = messages.poll(LONG.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("no message came" + (over ? ": the stream is over" : ""));
        }
        return next;
    }

    public List<Message> next(int count) throws InterruptedException {
        List<Message> next = new ArrayList<>();
        while (next.size() < count) {
            next.add(next());
        }
        return next;
    }

    /** Those up to the first of this type, which is the last. */
    public List<Message> until(String type) throws InterruptedException {
        List<Message> read = new ArrayList<>();
        do {
            read.add(next());
        } while (!read.getLast().event().equals(type));
        return read;
    }

    /** What has come and was not asked for yet. */
    public List<Message> soFar() {
        List<Message> come = new ArrayList<>();
        messages.drainTo(come);
        return come;
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
