package com.steveslist.infra.eventstore;

import com.steveslist.command.dispatch.EnvelopeMetadata;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event as Axon passes it around. Its timestamp is when it occurred, its metadata what {@link EnvelopeMetadata} names; the
 * whole envelope comes along.
 */
public final class RecordedEventMessage<T> extends GenericDomainEventMessage<T> implements TrackedEventMessage<T> {
    private static final long serialVersionUID = 1;

    private final transient EventEnvelope envelope;
    private final transient TrackingToken token;

    RecordedEventMessage(EventEnvelope envelope, T payload) {
        this(envelope, payload, metaData(envelope), LogToken.of(envelope.at()));
    }

    private RecordedEventMessage(EventEnvelope envelope, T payload, MetaData metaData, TrackingToken token) {
        super(
                noun(envelope.type()),
                envelope.stream(),
                envelope.version(),
                new GenericMessage<>(envelope.eventId(), payload, metaData),
                envelope.occurredAt());
        this.envelope = envelope;
        this.token = token;
    }

    /** The event that a handler or interceptor got from our event store. */
    public static RecordedEvent recordedEvent(EventMessage<?> message) {
        if (message instanceof RecordedEventMessage<?> recorded && recorded.getPayload() instanceof DomainEvent event) {
            return new RecordedEvent(recorded.envelope, event);
        }
        throw new IllegalArgumentException("not read from the event store: " + message.getIdentifier());
    }

    public EventEnvelope envelope() {
        return envelope;
    }

    @Override
    public TrackingToken trackingToken() {
        return token;
    }

    @Override
    public RecordedEventMessage<T> withTrackingToken(TrackingToken trackingToken) {
        return new RecordedEventMessage<>(envelope, getPayload(), getMetaData(), trackingToken);
    }

    @Override
    public RecordedEventMessage<T> withMetaData(Map<String, ?> metaData) {
        return new RecordedEventMessage<>(envelope, getPayload(), MetaData.from(metaData), token);
    }

    @Override
    public RecordedEventMessage<T> andMetaData(Map<String, ?> metaData) {
        return withMetaData(getMetaData().mergedWith(metaData));
    }

    /** What stands before the dot. Axon wants a type of aggregate; nothing here depends on it. */
    private static String noun(String type) {
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    private static MetaData metaData(EventEnvelope envelope) {
        Map<String, String> all = new HashMap<>(envelope.metadata());
        all.put(EnvelopeMetadata.OWNER, envelope.owner().value());
        all.put(EnvelopeMetadata.PARTIES, envelope.parties().stream().map(AccountId::value).collect(Collectors.joining(",")));
        all.put(EnvelopeMetadata.ACTOR_KIND, envelope.actor().kind().name().toLowerCase(Locale.ROOT));
        all.put(EnvelopeMetadata.ACTOR_ID, envelope.actor().id());
        putIfKnown(all, EnvelopeMetadata.REQUEST_ID, envelope.requestId());
        putIfKnown(all, EnvelopeMetadata.CORRELATION_ID, envelope.correlationId());
        putIfKnown(all, EnvelopeMetadata.CAUSED_BY, envelope.causedBy());
        return MetaData.from(all);
    }

    private static void putIfKnown(Map<String, String> all, String key, @Nullable String value) {
        if (value != null) {
            all.put(key, value);
        }
    }
}
