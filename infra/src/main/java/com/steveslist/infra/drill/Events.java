package com.steveslist.infra.drill;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.infra.eventstore.append.NewEvent;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.PayloadCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events on their way into a drill's log. */
final class Events {

    private Events() {}

    static NewEvent of(EventJson json, String stream, long version, AccountId owner, DomainEvent event) {
        PayloadCodec.Encoded payload = json.encode(event);
        return new NewEvent(stream, version, UUID.randomUUID().toString(), payload.name(), payload.version(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), owner, List.of(owner), new Actor(Actor.Kind.ACCOUNT, owner.value()),
                "req_drill", "req_drill", null, Map.of(), payload.bytes());
    }
}
