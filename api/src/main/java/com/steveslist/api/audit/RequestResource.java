package com.steveslist.api.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one request caused, as far as the viewer may know.
 *
 * @param id the request's
 * @param beganAt when its first event was decided
 * @param lastAt when its last one was, so far
 * @param actor of what began the first of these events
 * @param events how many there are
 * @param complete whether these are all: of a request that caused very many, such as an import, only the first are shown
 * @param tree the events that nothing before them led to, each with those that it led to, in the order of time
 */
record RequestResource(
        String id,
        Instant beganAt,
        Instant lastAt,
        PastEventResource.@Nullable ActorResource actor,
        int events,
        boolean complete,
        List<Caused> tree) {

    /** @param caused what it led to, in the order of time */
    record Caused(PastEventResource event, List<Caused> caused) {}
}
