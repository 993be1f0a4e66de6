package com.steveslist.command.effect;

import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the effects that a process wishes because of one event. Their ids derive from the event, so the same event handled twice
 * wishes nothing new; who asked and why travels with them.
 *
 * @param process the name of the process that wishes
 */
public record Wishes(String process, RecordedEvent cause) {

    static final String PROCESS = "process";
    static final String REQUEST_ID = "request_id";
    static final String CORRELATION_ID = "correlation_id";
    static final String CAUSED_BY = "caused_by";

    /** @param subject tells effects of one kind and cause apart, such as a listing's id */
    public Effect now(String kind, String subject, Map<String, String> arguments) {
        return at(cause.envelope().occurredAt(), kind, subject, arguments);
    }

    public Effect at(Instant dueAt, String kind, String subject, Map<String, String> arguments) {
        EventEnvelope envelope = cause.envelope();
        Map<String, String> all = new HashMap<>(arguments);
        all.put(PROCESS, process);
        all.put(CAUSED_BY, envelope.eventId());
        putIfKnown(all, REQUEST_ID, envelope.requestId());
        putIfKnown(all, CORRELATION_ID, envelope.correlationId());
        return new Effect(envelope.eventId() + ':' + kind + ':' + subject, kind, dueAt, all);
    }

    private static void putIfKnown(Map<String, String> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.put(name, value);
        }
    }
}
