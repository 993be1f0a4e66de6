package com.steveslist.events.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the log keeps of one event, as it is hashed. Each field says the same as the column of that name.
 *
 * @param epoch that it was written in, from 1
 * @param position from 1
 * @param version the event's number in its stream, from 0
 * @param recordedAt to the microsecond
 * @param occurredAt to the microsecond
 * @param metadata in any order: it is hashed in the order of its keys' bytes
 * @param payload the exact bytes that were written; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its encoding, never by equals
public record Leaf(
        int epoch,
        long position,
        String stream,
        long version,
        String eventId,
        String type,
        int typeVersion,
        Instant recordedAt,
        Instant occurredAt,
        String owner,
        List<String> parties,
        String actorKind,
        String actorId,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causedBy,
        Map<String, String> metadata,
        byte[] payload) {

    public Leaf {
        parties = List.copyOf(parties);
        metadata = Map.copyOf(metadata);
    }

    /** The bytes that are hashed: the same for the same event on every machine, different for any two that differ in a field. */
    public byte[] encode() {
        LeafWriter writer = new LeafWriter();
        writer.begin();
        writer.number(epoch);
        writer.number(position);
        writer.text(stream);
        writer.number(version);
        writer.text(eventId);
        writer.text(type);
        writer.number(typeVersion);
        writer.time(recordedAt);
        writer.time(occurredAt);
        writer.text(owner);
        writer.texts(parties);
        writer.text(actorKind);
        writer.text(actorId);
        writer.text(requestId);
        writer.text(correlationId);
        writer.text(causedBy);
        writer.map(metadata);
        writer.bytes(payload);
        return writer.toBytes();
    }

    public Hash hash() {
        return Hash.ofLeaf(encode());
    }

    /** What was encoded. Throws {@link MalformedProofException} for bytes that {@link #encode} writes of no event. */
    public static Leaf decode(byte[] encoded) {
        LeafReader reader = new LeafReader(encoded);
        Leaf leaf = new Leaf(
                reader.int4("epoch"),
                reader.int8("position"),
                reader.text("stream"),
                reader.int8("version"),
                reader.text("event_id"),
                reader.text("type"),
                reader.int4("type_version"),
                reader.time("recorded_at"),
                reader.time("occurred_at"),
                reader.text("owner"),
                reader.texts("parties"),
                reader.text("actor_kind"),
                reader.text("actor_id"),
                reader.optionalText("request_id"),
                reader.optionalText("correlation_id"),
                reader.optionalText("caused_by"),
                reader.map("metadata"),
                reader.bytes("payload"));
        reader.end();
        return leaf;
    }
}
