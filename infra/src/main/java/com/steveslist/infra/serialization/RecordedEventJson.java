package com.steveslist.infra.serialization;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.SerializedString;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole recorded event as one JSON document, the value of topic {@code steveslist.events}: the envelope's fields, then the payload
 * under {@code data}, exactly as it was written. What is unknown is left out.
 */
public final class RecordedEventJson {

    private static final JsonFactory JSON = new JsonFactory();

    private final EventJson events;

    public RecordedEventJson(EventJson events) {
        this.events = events;
    }

    /** The document of an event as it is stored. The payload is copied, not parsed. */
    public byte[] write(StoredEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + event.payload().length);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeEnvelope(json, event.envelope());
            json.writeFieldName("data");
            json.writeRawValue(new SerializedString(new String(event.payload(), StandardCharsets.UTF_8)));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The document of a parsed event; one that was stored in a retired form is written in the current one. */
    public byte[] write(RecordedEvent event) {
        PayloadCodec.Encoded payload = events.encode(event.event());
        return write(new StoredEvent(withTypeVersion(event.envelope(), payload.version()), payload.bytes()));
    }

    /** The event of a document. Unknown fields of the envelope are skipped. Throws {@link UnreadablePayloadException}. */
    public RecordedEvent read(byte[] document) {
        try (JsonParser json = JSON.createParser(document)) {
            return new RecordedEventReader(json, events).read();
        } catch (IOException e) {
            throw new UnreadablePayloadException("recorded event", 1, "malformed document", e);
        }
    }

    private static void writeEnvelope(JsonGenerator json, EventEnvelope envelope) throws IOException {
        json.writeNumberField("epoch", envelope.at().epoch());
        json.writeNumberField("position", envelope.position());
        json.writeStringField("stream", envelope.stream());
        json.writeNumberField("version", envelope.version());
        json.writeStringField("event_id", envelope.eventId());
        json.writeStringField("type", envelope.type());
        json.writeNumberField("type_version", envelope.typeVersion());
        json.writeStringField("recorded_at", envelope.recordedAt().toString());
        json.writeStringField("occurred_at", envelope.occurredAt().toString());
        json.writeStringField("owner", envelope.owner().value());
        json.writeArrayFieldStart("parties");
        for (AccountId party : envelope.parties()) {
            json.writeString(party.value());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("actor");
        json.writeStringField("kind", envelope.actor().kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("id", envelope.actor().id());
        json.writeEndObject();
        writeIfKnown(json, "request_id", envelope.requestId());
        writeIfKnown(json, "correlation_id", envelope.correlationId());
        writeIfKnown(json, "caused_by", envelope.causedBy());
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, String> entry : new TreeMap<>(envelope.metadata()).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeIfKnown(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static EventEnvelope withTypeVersion(EventEnvelope e, int typeVersion) {
        return new EventEnvelope(e.at(), e.stream(), e.version(), e.eventId(), e.type(), typeVersion, e.recordedAt(), e.occurredAt(),
                e.owner(), e.parties(), e.actor(), e.requestId(), e.correlationId(), e.causedBy(), e.metadata());
    }
}
