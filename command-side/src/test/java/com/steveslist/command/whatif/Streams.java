package com.steveslist.command.whatif;

import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events of one order as the log has them. */
final class Streams {

    private static final AccountId SOMEBODY = Some.account();

    private Streams() {}

    static RecordedEvent recorded(DomainEvent event, Instant at, long version) {
        return new RecordedEvent(
                new EventEnvelope(
                        new LogPosition(1, version + 1), "ord", version, "evt_" + version, EventCatalog.typeOf(event).name(), 1, at, at,
                        SOMEBODY, List.of(SOMEBODY), new Actor(Actor.Kind.ACCOUNT, "a"), "req_1", null, null, Map.of()),
                event);
    }
}
