package com.steveslist.projections.search;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.id.Ids;
import com.steveslist.events.log.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Events as a log would have recorded them, for tests that need no log. */
final class RecordedEvents {

    private static final AtomicLong POSITION = new AtomicLong();
    private static final Instant BEGIN = Instant.parse("2026-11-01T08:00:00Z");

    private RecordedEvents() {}

    static RecordedEvent recorded(String stream, long version, AccountId owner, DomainEvent event) {
        EventType type = EventCatalog.typeOf(event);
        long position = POSITION.incrementAndGet();
        Instant at = BEGIN.plusSeconds(60 * position);
        return new RecordedEvent(
                new EventEnvelope(
                        new LogPosition(1, position),
                        stream,
                        version,
                        Ids.next("evt"),
                        type.name(),
                        type.version(),
                        at,
                        at,
                        owner,
                        List.of(owner),
                        new Actor(Actor.Kind.ACCOUNT, owner.value()),
                        null,
                        null,
                        null,
                        Map.of()),
                event);
    }
}
