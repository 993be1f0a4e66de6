package com.steveslist.infra.bench;

import com.steveslist.command.dispatch.EnvelopeMetadata;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.infra.eventstore.append.AppendRequest;
import com.steveslist.infra.eventstore.append.NewEvent;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.PayloadCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** An event of a made-up market, for either side: as our log takes it, and as Axon's engines take it. */
public record Sample(String stream, long version, AccountId actor, List<AccountId> parties, DomainEvent event) {

    public NewEvent toNewEvent(EventJson json) {
        PayloadCodec.Encoded payload = json.encode(event);
        return new NewEvent(stream, version, UUID.randomUUID().toString(), payload.name(), payload.version(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), actor, parties, new Actor(Actor.Kind.ACCOUNT, actor.value()), requestId(),
                requestId(), null, Map.of(), payload.bytes());
    }

    public AppendRequest toRequest(EventJson json) {
        return new AppendRequest(List.of(toNewEvent(json)), null, List.of());
    }

    /** With our envelope as metadata, which is where an Axon application keeps such things. */
    public DomainEventMessage<?> toMessage() {
        return new GenericDomainEventMessage<>("aggregate", stream, version, event, Map.of(
                EnvelopeMetadata.OWNER, actor.value(),
                EnvelopeMetadata.PARTIES, parties.stream().map(AccountId::value).collect(Collectors.joining(",")),
                EnvelopeMetadata.ACTOR_KIND, "account",
                EnvelopeMetadata.ACTOR_ID, actor.value(),
                EnvelopeMetadata.REQUEST_ID, requestId(),
                EnvelopeMetadata.CORRELATION_ID, requestId()));
    }

    private String requestId() {
        return "req_" + stream;
    }
}
