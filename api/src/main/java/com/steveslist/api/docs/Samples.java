package com.steveslist.api.docs;

import com.steveslist.api.openapi.ApiDocument;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a schema a value that it allows, out of its examples. */
final class Samples {

    private static final int DEEPEST = 12;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ApiDocument document;

    Samples(ApiDocument document) {
        this.document = document;
    }

    JsonNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private JsonNode of(JsonNode reference, int depth) {
        JsonNode schema = document.resolved(reference);
        if (reference.has("example")) {
            return reference.get("example");
        }
        for (String told : new String[] {"example", "const", "default"}) {
            if (schema.has(told)) {
                return schema.get(told);
            }
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            if (schema.path(choice).size() > 0) {
                return of(schema.path(choice).get(0), depth + 1);
            }
        }
        if (schema.has("allOf")) {
            ObjectNode all = NODES.objectNode();
            schema.path("allOf").forEach(part -> of(part, depth + 1).properties().forEach(
                    member -> all.set(member.getKey(), member.getValue())));
            return all;
        }
        return depth > DEEPEST ? NODES.nullNode() : ofType(schema, depth);
    }

    private JsonNode ofType(JsonNode schema, int depth) {
        String type = schema.path("type").isArray() ? schema.path("type").path(0).asString() : schema.path("type").asString("object");
        return switch (type) {
            case "object" -> {
                ObjectNode object = NODES.objectNode();
                for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
                    object.set(member.getKey(), of(member.getValue(), depth + 1));
                }
                yield object;
            }
            case "array" -> {
                ArrayNode array = NODES.arrayNode();
                array.add(of(schema.path("items"), depth + 1));
                yield array;
            }
            case "integer" -> NODES.numberNode(schema.path("minimum").asLong(1));
            case "number" -> NODES.numberNode(schema.path("minimum").asDouble(1));
            case "boolean" -> NODES.booleanNode(false);
            case "null" -> NODES.nullNode();
            default -> NODES.stringNode("…");
        };
    }
}
