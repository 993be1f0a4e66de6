package com.steveslist.query.story;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One event of a story. What stands beside the sentence is what the log has, as it has it.
 *
 * @param actorId null where it is not told
 * @param by who did it, in words, and on whose behalf
 * @param causedBy the id of the event that led to it
 * @param occurredAt RFC 3339, in UTC
 * @param recordedAt likewise, to the microsecond
 * @param requestId null where there is none, or it is not told
 * @param sentence what happened, in plain English
 * @param version the event's number in its stream, from 0
 */
@JsonPropertyOrder(alphabetic = true)
public record StoryLine(
        @Nullable String actorId,
        String actorKind,
        String by,
        @Nullable String causedBy,
        int epoch,
        String eventId,
        String occurredAt,
        long position,
        String recordedAt,
        @Nullable String requestId,
        String sentence,
        String stream,
        String type,
        int typeVersion,
        long version) {

    static StoryLine of(RecordedEvent recorded, StoryContext context) {
        EventEnvelope event = recorded.envelope();
        boolean open = context.isOpen(event);
        return new StoryLine(
                open || event.actor().kind() != Actor.Kind.KEY ? event.actor().id() : null,
                event.actor().kind().name().toLowerCase(Locale.ROOT),
                context.actor(event),
                event.causedBy(),
                event.at().epoch(),
                event.eventId(),
                event.occurredAt().toString(),
                event.position(),
                event.recordedAt().toString(),
                open ? event.requestId() : null,
                Sentences.of(recorded, context),
                event.stream(),
                event.type(),
                event.typeVersion(),
                event.version());
    }

    /** As one line of text: where, when, what, who, in which request. */
    public String text() {
        return "#%s  %s  %s  By %s%s.  [%s]".formatted(
                position, Words.time(Instant.parse(occurredAt)), sentence, by,
                requestId == null ? "" : ", request " + Words.visible(requestId), type);
    }
}
