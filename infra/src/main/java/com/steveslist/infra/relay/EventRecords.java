package com.steveslist.infra.relay;

import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.serialization.RecordedEventJson;
import com.steveslist.infra.serialization.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Events as records of the topic: the document as value, CloudEvents' attributes and the place in the log as headers. */
public final class EventRecords {

    private static final String EPOCH = "epoch";
    private static final String POSITION = "position";

    private final RecordedEventJson json;

    public EventRecords(RecordedEventJson json) {
        this.json = json;
    }

    /** The record of an event, in the partition of its stream. */
    public ProducerRecord<String, byte[]> of(StoredEvent event) {
        EventEnvelope envelope = event.envelope();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                EventTopic.NAME, EventTopic.partitionOf(envelope.stream()), envelope.stream(), json.write(event));
        add(record, "ce_specversion", "1.0");
        add(record, "ce_id", envelope.eventId());
        add(record, "ce_type", envelope.type());
        add(record, "ce_source", "/steveslist/log");
        add(record, "ce_subject", envelope.stream());
        add(record, "ce_time", envelope.occurredAt().toString());
        add(record, "content-type", "application/json");
        add(record, EPOCH, String.valueOf(envelope.at().epoch()));
        add(record, POSITION, String.valueOf(envelope.position()));
        return record;
    }

    /** The place in the log that a record's headers tell. Throws {@link IllegalArgumentException} when they do not. */
    public static LogPosition at(Headers headers) {
        return new LogPosition((int) number(headers, EPOCH), number(headers, POSITION));
    }

    /** The same; empty when the record is no event of the log. */
    public static Optional<LogPosition> find(Headers headers) {
        try {
            return Optional.of(at(headers));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A number of its own for a record that tells no place in the log; negative, which no position is. */
    public static long standIn(int partition, long offset) {
        return -1 - (offset * EventTopic.PARTITIONS + partition);
    }

    private static long number(Headers headers, String name) {
        var header = headers.lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("a record without header " + name + " is no event of the log");
        }
        return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static void add(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
