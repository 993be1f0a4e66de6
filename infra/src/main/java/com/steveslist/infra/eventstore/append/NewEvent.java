package com.steveslist.infra.eventstore.append;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event on its way into the log: the envelope without what the log itself adds. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewEvent(
        String stream,
        long version,
        String eventId,
        String type,
        int typeVersion,
        Instant occurredAt,
        AccountId owner,
        List<AccountId> parties,
        Actor actor,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causedBy,
        Map<String, String> metadata,
        byte[] payload) {}
