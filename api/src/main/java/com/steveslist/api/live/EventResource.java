package com.steveslist.api.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.steveslist.api.security.Identity;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.query.feed.FeedEvent;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as somebody who may know of it sees it.
 *
 * @param stream the id of the thing that it happened to
 * @param version the thing's version since then, which counts from 1 as its {@code ETag} does
 * @param requestId of the request that caused it, when that was the viewer's own
 * @param data what happened, in the form of {@code type} and {@code typeVersion}
 */
record EventResource(
        String id,
        String type,
        int typeVersion,
        Instant occurredAt,
        Instant recordedAt,
        String stream,
        long version,
        ActorResource actor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String requestId,
        JsonNode data) {

    /** @param kind {@code account}, {@code key}, {@code staff}, {@code saga}, {@code job} or {@code anonymous} */
    record ActorResource(String kind) {}

    static EventResource of(FeedEvent event, Identity viewer, EventPayloads payloads) {
        EventEnvelope envelope = event.recorded().envelope();
        return new EventResource(
                envelope.eventId(),
                envelope.type(),
                EventCatalog.typeOf(event.recorded().event()).version(),
                envelope.occurredAt(),
                envelope.recordedAt(),
                envelope.stream(),
                envelope.version() + 1,
                new ActorResource(envelope.actor().kind().name().toLowerCase(Locale.ROOT)),
                isBy(viewer, envelope.actor()) ? envelope.requestId() : null,
                payloads.of(event.recorded().event(), event.concerns(viewer.account())));
    }

    private static boolean isBy(Identity viewer, Actor actor) {
        AccountId account = viewer.account();
        return switch (actor.kind()) {
            case ACCOUNT -> actor.id().equals(account.value());
            case KEY -> actor.id().equals(viewer.credentialId());
            case STAFF, SAGA, JOB, ANONYMOUS -> false;
        };
    }
}
