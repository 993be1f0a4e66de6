package com.steveslist.api.openapi;

import com.steveslist.api.error.ErrorCode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes of codes the answer that has one of them. */
final class Codes {

    private static final String PROBLEM = "#/components/schemas/Problem";

    private Codes() {}

    static Set<String> of(JsonNode response) {
        Set<String> codes = new LinkedHashSet<>();
        response.path("x-codes").forEach(code -> codes.add(code.asString()));
        return codes;
    }

    /** A name that says what is in it, so that the document's other answers do not change when one is added. */
    static String name(String status, Collection<String> codes) {
        return status + "." + String.join(".", codes);
    }

    /** Throws {@link IllegalStateException} for a code that is none of ours or has another status. */
    static ObjectNode response(String status, Collection<String> codes) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put("description", codes.stream().map(code -> sentence(status, code)).collect(Collectors.joining("\n")));
        headers(response.putObject("headers"), status, codes);
        ObjectNode schema =
                response.putObject("content").putObject("application/problem+json").putObject("schema");
        ArrayNode both = schema.putArray("allOf");
        both.addObject().put("$ref", PROBLEM);
        ObjectNode properties = both.addObject().putObject("properties");
        properties.putObject("status").put("const", Integer.parseInt(status));
        ArrayNode known = properties.putObject("code").putArray("enum");
        codes.forEach(known::add);
        Expansion.alsoAsXml(response.path("content"), "application/problem+json", "application/problem+xml");
        ArrayNode told = response.putArray("x-codes");
        codes.forEach(told::add);
        return response;
    }

    private static void headers(ObjectNode headers, String status, Collection<String> codes) {
        refer(headers, "X-Request-Id", "RequestId");
        refer(headers, "Cache-Control", "CacheControl");
        if (status.equals("401")) {
            refer(headers, "WWW-Authenticate", "WWWAuthenticate");
        }
        boolean always = codes.stream().allMatch(code -> known(code).retryable());
        if (always) {
            refer(headers, "Retry-After", "RetryAfter");
        } else if (codes.stream().anyMatch(code -> known(code).retryable())) {
            refer(headers, "Retry-After", "RetryAfterIfRetryable");
        }
    }

    static void refer(ObjectNode headers, String name, String component) {
        if (!headers.has(name)) {
            headers.putObject(name).put("$ref", "#/components/headers/" + component);
        }
    }

    private static String sentence(String status, String code) {
        ErrorCode known = known(code);
        if (known.status() != Integer.parseInt(status)) {
            throw new IllegalStateException("the code " + code + " has the status " + known.status() + ", not " + status);
        }
        return "- `" + code + "`: " + known.title() + ".";
    }

    private static ErrorCode known(String code) {
        for (ErrorCode known : ErrorCode.values()) {
            if (known.code().equals(code)) {
                return known;
            }
        }
        throw new IllegalStateException("there is no error code " + code);
    }
}
