package com.steveslist.infra.eventstore;

import com.steveslist.command.dispatch.EnvelopeMetadata;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.infra.eventstore.append.NewEvent;
import com.steveslist.infra.serialization.PayloadCodec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** Takes an envelope out of an Axon message's metadata. A message without a stream, an owner or an actor is refused. */
final class NewEvents {

    private final PayloadCodec codec;

    NewEvents(PayloadCodec codec) {
        this.codec = codec;
    }

    NewEvent of(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            throw new IllegalArgumentException("only what an aggregate decided is kept in the log: " + message.getPayloadType().getName());
        }
        PayloadCodec.Encoded payload = codec.encode(event.getPayload());
        Map<String, String> metadata = new HashMap<>();
        event.getMetaData().forEach((key, value) -> metadata.put(key, String.valueOf(value)));
        return new NewEvent(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getIdentifier(),
                payload.name(),
                payload.version(),
                event.getTimestamp(),
                new AccountId(take(metadata, EnvelopeMetadata.OWNER, payload)),
                accounts(take(metadata, EnvelopeMetadata.PARTIES, payload)),
                new Actor(
                        Actor.Kind.valueOf(take(metadata, EnvelopeMetadata.ACTOR_KIND, payload).toUpperCase(Locale.ROOT)),
                        take(metadata, EnvelopeMetadata.ACTOR_ID, payload)),
                takeIfKnown(metadata, EnvelopeMetadata.REQUEST_ID),
                takeIfKnown(metadata, EnvelopeMetadata.CORRELATION_ID),
                takeIfKnown(metadata, EnvelopeMetadata.CAUSED_BY),
                metadata,
                payload.bytes());
    }

    private static List<AccountId> accounts(String parties) {
        return Arrays.stream(parties.split(",")).map(AccountId::new).toList();
    }

    private static String take(Map<String, String> metadata, String key, PayloadCodec.Encoded payload) {
        String value = metadata.remove(key);
        if (value == null) {
            throw new IllegalArgumentException(payload.name() + " says nothing about its " + key + " (see EnvelopeMetadata)");
        }
        return value;
    }

    private static @Nullable String takeIfKnown(Map<String, String> metadata, String key) {
        return metadata.remove(key);
    }
}
