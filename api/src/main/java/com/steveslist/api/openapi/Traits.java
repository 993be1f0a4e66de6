package com.steveslist.api.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a fragment says of a call, and what follows from it.
 *
 * @param versioned whether it is a call of the API, which answers in the envelope, rather than a page or a file
 * @param idempotency {@code none}, {@code honoured} or {@code required}
 * @param ifMatch likewise
 * @param token whether its answers have a {@code Consistency-Token}
 * @param etag whether they have an {@code ETag}
 * @param conditional whether a read looks at the {@code ETag} that the client has
 * @param cursor whether it takes a cursor
 * @param offset whether it takes an offset
 */
record Traits(
        String method,
        boolean hasVariable,
        boolean versioned,
        boolean open,
        @Nullable String scope,
        String idempotency,
        String ifMatch,
        boolean token,
        boolean etag,
        boolean conditional,
        boolean cursor,
        boolean offset) {

    private static final Set<String> WITH_BODY = Set.of("post", "put", "patch", "delete");

    static Traits of(String path, String method, JsonNode operation, boolean showsVersion) {
        boolean versioned = path.startsWith("/v1/") || path.startsWith("/health/");
        JsonNode scope = operation.path("x-scope");
        String parameters = operation.path("parameters").toString();
        return new Traits(
                method,
                path.contains("{"),
                versioned,
                operation.path("x-open").asBoolean(false),
                scope.isString() ? scope.stringValue() : null,
                operation.path("x-idempotency").asString("none"),
                operation.path("x-if-match").asString("none"),
                versioned && !operation.path("x-token").asString("").equals("none"),
                operation.path("x-etag").asBoolean(showsVersion),
                operation.path("x-conditional").asBoolean(true),
                parameters.contains("/Cursor\"") || parameters.contains("\"cursor\""),
                parameters.contains("/Offset\"") || parameters.contains("\"offset\""));
    }

    boolean reads() {
        return method.equals("get");
    }

    boolean conditionalRead() {
        return reads() && etag && conditional;
    }

    boolean takesBody() {
        return versioned && WITH_BODY.contains(method);
    }

    boolean idempotent() {
        return !idempotency.equals("none");
    }

    boolean conditionalWrite() {
        return !ifMatch.equals("none");
    }

    /** Names of the shared parameters that it takes. */
    List<String> parameters() {
        List<String> names = new ArrayList<>();
        if (idempotent()) {
            names.add(idempotency.equals("required") ? "IdempotencyKeyRequired" : "IdempotencyKey");
        }
        if (conditionalWrite()) {
            names.add(ifMatch.equals("required") ? "IfMatchRequired" : "IfMatch");
        }
        if (conditionalRead()) {
            names.add("IfNoneMatch");
            names.add("IfModifiedSince");
        }
        if (reads() && token) {
            names.add("ConsistencyToken");
        }
        names.add("RequestId");
        return names;
    }
}
