package com.steveslist.command.testing;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.dispatch.EnvelopeMetadata;
import com.steveslist.command.dispatch.MemoryLog;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/** Events as consumers get them. */
public final class Recorded {

    private Recorded() {}

    /** The event at an index of a log in memory, its envelope read from what the aggregate attached. */
    public static RecordedEvent at(MemoryLog log, int index) {
        DomainEventMessage<?> message = log.get(index);
        DomainEvent event = (DomainEvent) message.getPayload();
        Map<String, ?> metadata = message.getMetaData();
        String kind = text(metadata, EnvelopeMetadata.ACTOR_KIND).toUpperCase(Locale.ROOT);
        List<AccountId> parties = Arrays.stream(text(metadata, EnvelopeMetadata.PARTIES).split(","))
                .map(AccountId::new)
                .toList();
        return new RecordedEvent(
                new EventEnvelope(
                        new LogPosition(1, index + 1L),
                        message.getAggregateIdentifier(),
                        message.getSequenceNumber(),
                        message.getIdentifier(),
                        EventCatalog.typeOf(event).name(),
                        1,
                        message.getTimestamp(),
                        message.getTimestamp().truncatedTo(ChronoUnit.MILLIS),
                        new AccountId(text(metadata, EnvelopeMetadata.OWNER)),
                        parties,
                        new Actor(Actor.Kind.valueOf(kind), text(metadata, EnvelopeMetadata.ACTOR_ID)),
                        (String) metadata.get(EnvelopeMetadata.REQUEST_ID),
                        (String) metadata.get(EnvelopeMetadata.CORRELATION_ID),
                        (String) metadata.get(EnvelopeMetadata.CAUSED_BY),
                        Map.of()),
                event);
    }

    private static String text(Map<String, ?> metadata, String name) {
        return (String) requireNonNull(metadata.get(name));
    }

    /** An event of which only its id matters. */
    public static RecordedEvent of(String eventId, DomainEvent event, Instant at) {
        AccountId nobody = new AccountId("acct_00000000000000000000000000");
        return new RecordedEvent(
                new EventEnvelope(
                        new LogPosition(1, 1), "stream", 0, eventId, EventCatalog.typeOf(event).name(), 1, at, at, nobody,
                        List.of(nobody), new Actor(Actor.Kind.ACCOUNT, "a"), "req_1", null, null, Map.of()),
                event);
    }
}
