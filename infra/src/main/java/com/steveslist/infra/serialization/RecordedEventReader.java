package com.steveslist.infra.serialization;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one document in a single pass. {@code data} comes last, when its type and version are known. */
final class RecordedEventReader {

    private final JsonParser json;
    private final EventJson events;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final List<AccountId> parties = new ArrayList<>();
    private Map<String, String> actor = Map.of();
    private Map<String, String> metadata = Map.of();
    private @Nullable DomainEvent event;

    RecordedEventReader(JsonParser json, EventJson events) {
        this.json = json;
        this.events = events;
    }

    RecordedEvent read() throws IOException {
        json.nextToken();
        expect(JsonToken.START_OBJECT);
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (field) {
                case "parties" -> readParties();
                case "actor" -> actor = readStrings();
                case "metadata" -> metadata = readStrings();
                case "data" -> event = events.read(text("type"), (int) number("type_version"), json);
                default -> readSimple(field, token);
            }
        }
        if (event == null) {
            throw new JsonParseException(json, "no data");
        }
        return new RecordedEvent(envelope(), event);
    }

    private EventEnvelope envelope() throws IOException {
        return new EventEnvelope(
                new LogPosition((int) number("epoch"), number("position")),
                text("stream"),
                number("version"),
                text("event_id"),
                text("type"),
                (int) number("type_version"),
                Instant.parse(text("recorded_at")),
                Instant.parse(text("occurred_at")),
                new AccountId(text("owner")),
                parties,
                new Actor(
                        Actor.Kind.valueOf(String.valueOf(actor.get("kind")).toUpperCase(Locale.ROOT)),
                        Objects.requireNonNull(actor.get("id"), "actor")),
                texts.get("request_id"),
                texts.get("correlation_id"),
                texts.get("caused_by"),
                metadata);
    }

    private void readSimple(String field, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            texts.put(field, json.getText());
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            numbers.put(field, json.getLongValue());
        } else {
            json.skipChildren();
        }
    }

    private void readParties() throws IOException {
        expect(JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            parties.add(new AccountId(json.getText()));
        }
    }

    private Map<String, String> readStrings() throws IOException {
        expect(JsonToken.START_OBJECT);
        Map<String, String> strings = new HashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            strings.put(name, json.nextTextValue());
        }
        return strings;
    }

    private String text(String field) throws IOException {
        String text = texts.get(field);
        if (text == null) {
            throw new JsonParseException(json, "no " + field + ", or after data");
        }
        return text;
    }

    private long number(String field) throws IOException {
        Long number = numbers.get(field);
        if (number == null) {
            throw new JsonParseException(json, "no " + field + ", or after data");
        }
        return number;
    }

    private void expect(JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new JsonParseException(json, "expected " + token);
        }
    }
}
