package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.Errors;
import com.steveslist.api.http.Json;
import com.steveslist.api.security.Bearers;
import com.steveslist.api.security.Identity;
import graphql.ExecutionResult;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One client's WebSocket: it says hello, shows credentials if it has not yet, and subscribes to a bounded number of things at once. */
final class SocketConnection {

    private static final int LONGEST_MESSAGE = 128 * 1024;
    private static final int MOST_SUBSCRIPTIONS = 50;
    private static final int MESSAGES_A_MINUTE = 600;
    private static final long INIT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int SEND_MILLIS = 10_000;
    private static final int SEND_BUFFER = 512 * 1024;
    private static final int LONGEST_ID = 200;

    private final WebSocketSession session;
    private final GraphRunner runner;
    private final Bearers bearers;
    private final Map<String, LiveResults> subscriptions = new ConcurrentHashMap<>();
    private final Heart heart;
    private final long beganNanos = System.nanoTime();
    private volatile Caller caller;
    private volatile boolean acknowledged;
    private volatile boolean answered = true;
    private long minute;
    private int messages;

    /** Who is at the other end. @param standing whether the credentials still hold */
    record Caller(@Nullable Identity identity, BooleanSupplier standing, String requestId) {}

    SocketConnection(WebSocketSession session, Caller caller, GraphRunner runner, Bearers bearers) {
        session.setTextMessageSizeLimit(LONGEST_MESSAGE);
        this.session = new ConcurrentWebSocketSessionDecorator(session, SEND_MILLIS, SEND_BUFFER);
        this.caller = caller;
        this.runner = runner;
        this.bearers = bearers;
        this.heart = Heart.beat(this::stands, this::beat, this::fall);
    }

    private boolean stands() {
        return caller.standing().getAsBoolean() && (acknowledged || System.nanoTime() - beganNanos < INIT_NANOS);
    }

    private void fall() {
        close(acknowledged ? new CloseStatus(4403, "Forbidden") : new CloseStatus(4408, "Connection initialisation timeout"));
    }

    /** A client that has not answered the last one is gone. */
    private void beat() throws IOException {
        if (!answered) {
            throw new IOException("no pong");
        }
        answered = false;
        send("ping", null, null);
    }

    /** One message after the other. */
    void heard(String text) throws IOException {
        answered = true;
        long now = System.nanoTime() / Duration.ofMinutes(1).toNanos();
        messages = now == minute ? messages + 1 : 1;
        minute = now;
        if (messages > MESSAGES_A_MINUTE) {
            close(new CloseStatus(4429, "Too many messages"));
            return;
        }
        try {
            JsonNode message = Json.read(text);
            String id = message.path("id").asString("");
            switch (message.path("type").asString("")) {
                case "connection_init" -> init(message.path("payload"));
                case "ping" -> send("pong", null, null);
                case "pong" -> {}
                case "subscribe" -> subscribe(id, message.path("payload"));
                case "complete" -> complete(id);
                default -> close(new CloseStatus(4400, "Unknown type of message"));
            }
        } catch (JacksonException e) {
            close(new CloseStatus(4400, "The message is not JSON"));
        }
    }

    private void init(JsonNode payload) throws IOException {
        if (acknowledged) {
            close(new CloseStatus(4429, "Too many initialisation requests"));
            return;
        }
        String shown = credentials(payload);
        if (shown != null) {
            Bearers.Bearer bearer = bearers.find(shown);
            if (bearer == null) {
                close(new CloseStatus(4403, "Forbidden"));
                return;
            }
            caller = new Caller(bearer.identity(), bearer.standing(), caller.requestId());
        }
        acknowledged = true;
        send("connection_ack", null, null);
    }

    /** The payload has what the headers of a request would have. */
    private static @Nullable String credentials(JsonNode payload) {
        for (Map.Entry<String, JsonNode> member : payload.properties()) {
            boolean isOurs = member.getKey().equalsIgnoreCase("Authorization") || member.getKey().equalsIgnoreCase(Identity.KEY_HEADER);
            if (isOurs && member.getValue().isString()) {
                return member.getValue().stringValue();
            }
        }
        return null;
    }

    private void subscribe(String id, JsonNode payload) throws IOException {
        if (!acknowledged) {
            close(new CloseStatus(4401, "Unauthorized"));
        } else if (id.isEmpty() || id.length() > LONGEST_ID) {
            close(new CloseStatus(4400, "An id is needed"));
        } else if (subscriptions.containsKey(id)) {
            close(new CloseStatus(4409, "Subscriber for this id already exists"));
        } else if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            close(new CloseStatus(4429, "Too many subscriptions"));
        } else {
            begin(id, payload);
        }
    }

    @SuppressWarnings("unchecked")
    private void begin(String id, JsonNode payload) throws IOException {
        Asking asking = new Asking(caller.identity(), caller.requestId(), Door.SOCKET, null, null);
        GraphResult refused;
        try {
            ExecutionResult result = runner.execute(GraphRequest.read(payload), asking);
            if (result.getData() instanceof Publisher<?> results) {
                LiveResults live = new LiveResults(runner, asking, new Client(id));
                subscriptions.put(id, live);
                ((Publisher<ExecutionResult>) results).subscribe(live);
                return;
            }
            refused = runner.render(result, asking);
        } catch (RuntimeException e) {
            ApiException known = Errors.of(GraphErrors.cause(e));
            refused = GraphResult.of(known, asking.requestId());
        }
        send("error", id, refused.errors());
    }

    private void complete(String id) {
        LiveResults live = subscriptions.remove(id);
        if (live != null) {
            live.close();
        }
    }

    private void close(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException gone) {
            // It is closed then.
        }
    }

    /** Ends everything that was subscribed to. */
    void closed() {
        heart.close();
        subscriptions.values().forEach(LiveResults::close);
        subscriptions.clear();
    }

    private void send(String type, @Nullable String id, @Nullable Object payload) throws IOException {
        Map<String, Object> message = new LinkedHashMap<>();
        if (id != null) {
            message.put("id", id);
        }
        message.put("type", type);
        if (payload != null) {
            message.put("payload", payload);
        }
        session.sendMessage(new TextMessage(Json.write(message, false)));
    }

    /** Where one subscription's results go. */
    private final class Client implements LiveResults.Client {

        private final String id;

        Client(String id) {
            this.id = id;
        }

        @Override
        public void next(GraphResult result) throws IOException {
            send("next", id, result.body());
        }

        @Override
        public void ended(@Nullable GraphResult failure) {
            boolean wasOpen = subscriptions.remove(id) != null;
            try {
                if (failure != null) {
                    send("error", id, failure.errors());
                } else if (wasOpen) {
                    send("complete", id, null);
                }
            } catch (IOException | RuntimeException gone) {
                // Nobody is left to be told.
            }
        }
    }
}
