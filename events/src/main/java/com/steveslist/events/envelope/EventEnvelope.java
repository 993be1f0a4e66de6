package com.steveslist.events.envelope;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.proof.Leaf;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as the log keeps it, apart from its payload.
 *
 * @param stream the aggregate's id
 * @param version the event's number in its stream, from 0
 * @param type the public name, such as {@code order.placed}
 * @param typeVersion the version of the payload's form, from 1
 * @param recordedAt when the log took it; never goes back as positions go up
 * @param occurredAt when the deciding node decided it, to the millisecond; what people are shown
 * @param owner the account whose data it is
 * @param parties the accounts that may see it, owner included
 * @param eventId unique to this event; what others name in {@code causedBy}
 * @param requestId the request that began it all
 * @param correlationId the business conversation it belongs to, such as a checkout's id
 * @param causedBy the id of the event that led to the command, when one did
 */
public record EventEnvelope(
        LogPosition at,
        String stream,
        long version,
        String eventId,
        String type,
        int typeVersion,
        Instant recordedAt,
        Instant occurredAt,
        AccountId owner,
        List<AccountId> parties,
        Actor actor,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causedBy,
        Map<String, String> metadata) {

    public EventEnvelope {
        parties = List.copyOf(parties);
        metadata = Map.copyOf(metadata);
    }

    public long position() {
        return at.position();
    }

    /** What proofs are about. @param payload the exact bytes that the log keeps */
    public Leaf leaf(byte[] payload) {
        return new Leaf(
                at.epoch(),
                at.position(),
                stream,
                version,
                eventId,
                type,
                typeVersion,
                recordedAt,
                occurredAt,
                owner.value(),
                parties.stream().map(AccountId::value).toList(),
                actor.kind().name().toLowerCase(Locale.ROOT),
                actor.id(),
                requestId,
                correlationId,
                causedBy,
                metadata,
                payload);
    }
}
