package com.steveslist.api.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as the history shows it.
 *
 * @param stream the id of the thing that it happened to
 * @param version the thing's version since then, which counts from 1 as its {@code ETag} does
 * @param command the name of what led to it; null for events from before it was kept
 * @param requestId null when it is somebody else's own word for a request of theirs
 * @param causedBy the id of the event that led to the command
 * @param data the payload as it was written, but for personal values
 * @param hash of the leaf that it is in the tree that proofs are about, in lower-case hexadecimal
 */
record PastEventResource(
        String id,
        long position,
        int epoch,
        String stream,
        long version,
        String type,
        int typeVersion,
        Instant occurredAt,
        Instant recordedAt,
        String ownerId,
        List<String> parties,
        ActorResource actor,
        @Nullable String command,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causedBy,
        JsonNode data,
        String hash) {

    /**
     * @param kind {@code account}, {@code key}, {@code staff}, {@code saga}, {@code job} or {@code anonymous}
     * @param id of the account, the key or the process; null for a key that is somebody else's
     */
    record ActorResource(String kind, @Nullable String id) {}
}
