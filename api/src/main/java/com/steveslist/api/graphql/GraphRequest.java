package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.input.Body;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A GraphQL request as clients send it.
 *
 * @param query null when only its hash was sent
 * @param persisted the hash of a persisted query; null when there is none
 */
record GraphRequest(
        @Nullable String query,
        @Nullable String operationName,
        Map<String, Object> variables,
        @Nullable String persisted) {

    static final int LONGEST_QUERY = 100_000;

    /** Throws {@code invalid_request} for anything but one request. */
    static GraphRequest read(JsonNode json) {
        if (json.isArray()) {
            throw ApiException.of(ErrorCode.INVALID_REQUEST, "Batches are not taken: send one request as a JSON object.");
        }
        Body body = Body.of(json);
        String query = body.lines("query", LONGEST_QUERY);
        String operation = body.text("operationName", 0, 200);
        body.object("variables");
        String hash = persisted(body.object("extensions"));
        if (query == null && hash == null) {
            body.require("query");
        }
        body.done();
        return new GraphRequest(query, operation == null || operation.isEmpty() ? null : operation, variables(json), hash);
    }

    /** Other extensions are not ours to judge. */
    private static @Nullable String persisted(@Nullable Body extensions) {
        Body persisted = extensions == null ? null : extensions.object("persistedQuery");
        if (persisted == null) {
            return null;
        }
        if (persisted.requiredWhole("version", 1, 1) != 1) {
            return null;
        }
        return persisted.requiredText("sha256Hash", 64, 64);
    }

    private static Map<String, Object> variables(JsonNode json) {
        Map<String, Object> variables = new LinkedHashMap<>();
        JsonNode sent = json.get("variables");
        if (sent != null) {
            sent.properties().forEach(member -> variables.put(member.getKey(), plain(member.getValue())));
        }
        return variables;
    }

    /** JSON as the values that GraphQL's engine takes; at most 100 deep, as everything that this API reads. */
    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            node.properties().forEach(member -> object.put(member.getKey(), plain(member.getValue())));
            return object;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (node.isNull()) {
            return null;
        }
        if (node.isString()) {
            return node.stringValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : number(node);
    }

    private static Number number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.doubleValue();
        }
        BigInteger whole = node.bigIntegerValue();
        if (whole.bitLength() < Integer.SIZE) {
            return whole.intValue();
        }
        return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }
}
