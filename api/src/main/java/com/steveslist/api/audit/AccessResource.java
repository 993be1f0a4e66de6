package com.steveslist.api.audit;

import com.steveslist.api.http.Json;
import com.steveslist.query.audit.PastEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A look at personal values.
 *
 * @param readerId the account of the one of the staff who looked
 * @param call what they asked for
 * @param extent {@code one} when values of this person were in the answer; {@code many} when a file of many people's events was begun, in
 *     which such values may be
 * @param position of its event in the log
 */
record AccessResource(String id, Instant readAt, String readerId, String call, String extent, long position) {

    static final String ONE = "access.recorded";
    static final String MANY = "access.bulk_recorded";

    static AccessResource of(PastEvent event) {
        JsonNode look = Json.read(new String(event.payload(), StandardCharsets.UTF_8));
        return new AccessResource(
                event.envelope().stream(),
                event.envelope().occurredAt(),
                look.path("reader_id").stringValue(),
                look.path("call").stringValue(),
                event.envelope().type().equals(ONE) ? "one" : "many",
                event.position());
    }
}
