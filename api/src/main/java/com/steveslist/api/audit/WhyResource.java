package com.steveslist.api.audit;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Why a field of a thing has its value.
 *
 * @param id of the thing
 * @param kind {@code order} and so on
 * @param value that the field has
 * @param before what it had before the event; null in JSON when the event began the thing
 * @param since when the event was decided
 * @param event that set the value, with its command, its actor and its request
 * @param causes what led to it, step by step back to what began it all; without what the viewer may not know of
 */
record WhyResource(
        String id,
        String kind,
        String field,
        JsonNode value,
        JsonNode before,
        Instant since,
        PastEventResource event,
        List<PastEventResource> causes) {}
