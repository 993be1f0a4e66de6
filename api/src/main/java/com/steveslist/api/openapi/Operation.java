package com.steveslist.api.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A method at a path, as the document has it.
 *
 * @param path with variables in braces
 * @param method upper case
 */
public record Operation(ApiDocument document, String path, String method, JsonNode item, JsonNode node) {

    public String id() {
        return node.path("operationId").asString("");
    }

    public String tag() {
        return node.path("tags").path(0).asString("");
    }

    public String summary() {
        return node.path("summary").asString("");
    }

    public String description() {
        return node.path("description").asString("");
    }

    /** Null when none is needed. */
    public @Nullable String scope() {
        return node.path("x-scope").isString() ? node.path("x-scope").stringValue() : null;
    }

    public boolean isOpen() {
        return node.path("x-open").asBoolean(false);
    }

    /** {@code none}, {@code honoured} or {@code required}. */
    public String idempotency() {
        return node.path("x-idempotency").asString("none");
    }

    /** {@code none}, {@code honoured} or {@code required}. */
    public String ifMatch() {
        return node.path("x-if-match").asString("none");
    }

    /** Whether something before the controllers answers it. */
    public boolean hasNoRoute() {
        return node.has("x-no-route");
    }

    /** Of the path and of the method, references resolved. */
    public List<JsonNode> parameters() {
        List<JsonNode> parameters = new ArrayList<>();
        for (JsonNode list : List.of(item.path("parameters"), node.path("parameters"))) {
            list.forEach(parameter -> parameters.add(document.resolved(parameter)));
        }
        return parameters;
    }

    /** The answer with this status; null when the document knows none. */
    public @Nullable JsonNode response(int status) {
        JsonNode response = node.path("responses").get(String.valueOf(status));
        return response == null ? null : document.resolved(response);
    }

    public List<Map.Entry<String, JsonNode>> responses() {
        return node.path("responses").properties().stream()
                .map(response -> Map.entry(response.getKey(), document.resolved(response.getValue())))
                .sorted(Map.Entry.comparingByKey())
                .toList();
    }

    /** What the body is to be, in the first media type; a missing node when there is none. */
    public JsonNode requestSchema() {
        return firstContent().path("schema");
    }

    /** A body that works; a missing node when there is none. */
    public JsonNode requestExample() {
        return firstContent().path("example");
    }

    /** Null when there is no body. */
    public @Nullable String requestMediaType() {
        return node.path("requestBody").path("content").propertyNames().stream().findFirst().orElse(null);
    }

    private JsonNode firstContent() {
        String type = requestMediaType();
        return type == null ? node.path("requestBody").path("none") : node.path("requestBody").path("content").path(type);
    }

    @Override
    public String toString() {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }
}
