package com.steveslist.projections.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.steveslist.events.log.LogPosition;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An event as the warehouse keeps it: the document from Kafka without its encrypted values. Types that this code does not know pass too. */
record ExportedEvent(int partition, long offset, JsonNode document) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENCRYPTED = "enc1.";

    /** Throws also {@link RuntimeException}s when it is no event: what is let in here, every later step can use. */
    static ExportedEvent parse(int partition, long offset, byte[] value) throws IOException {
        JsonNode document = JSON.readTree(value);
        require(document, JsonNode::isIntegralNumber, "epoch", "position", "version", "type_version");
        require(document, JsonNode::isTextual, "stream", "event_id", "type", "owner", "recorded_at", "occurred_at");
        require(document, JsonNode::isObject, "data");
        withoutPersonalValues(document.get("data"));
        ExportedEvent event = new ExportedEvent(partition, offset, document);
        event.micros("recorded_at");
        event.micros("occurred_at");
        return event;
    }

    private static void require(JsonNode document, Predicate<JsonNode> form, String... fields) throws IOException {
        for (String field : fields) {
            if (!form.test(document.path(field))) {
                throw new IOException("not an event of Steveslist: without a " + field);
            }
        }
    }

    LogPosition at() {
        return new LogPosition(epoch(), document.get("position").longValue());
    }

    int epoch() {
        return document.get("epoch").intValue();
    }

    String date() {
        return LocalDate.ofInstant(Instant.parse(document.get("recorded_at").textValue()), ZoneOffset.UTC).toString();
    }

    long micros(String field) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(document.get(field).textValue()));
    }

    @Nullable
    String text(String field) {
        return document.path(field).textValue();
    }

    String data() {
        return document.get("data").toString();
    }

    private static void withoutPersonalValues(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream().filter(name -> isPersonal(object.get(name))).forEach(object::remove);
            object.forEach(ExportedEvent::withoutPersonalValues);
        } else if (node instanceof ArrayNode array) {
            array.forEach(ExportedEvent::withoutPersonalValues);
        }
    }

    private static boolean isPersonal(JsonNode value) {
        return value.isTextual() && value.textValue().startsWith(ENCRYPTED);
    }
}
