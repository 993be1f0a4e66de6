package com.steveslist.api.openapi;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is written shorter in the fragments than OpenAPI has it: {@code x-data}, {@code x-list} and {@code x-properties-of}. */
final class Shorthand {

    private static final String SCHEMAS = "#/components/schemas/";

    private Shorthand() {}

    static void expandSchemas(ObjectNode document) {
        JsonNode schemas = document.path("components").path("schemas");
        schemas.forEach(schema -> {
            if (schema.path("properties") instanceof ObjectNode properties && properties.has("x-properties-of")) {
                String other = properties.remove("x-properties-of").asString();
                ObjectNode own = properties.deepCopy();
                properties.removeAll();
                schemas.path(other).path("properties").properties().forEach(member -> properties.set(member.getKey(), member.getValue()));
                own.properties().forEach(member -> properties.set(member.getKey(), member.getValue()));
            }
        });
    }

    static void expandAnswer(ObjectNode response) {
        JsonNode one = response.remove("x-data");
        JsonNode list = response.remove("x-list");
        if (one != null) {
            envelope(response, List.of("data")).putObject("data").put("$ref", SCHEMAS + one.asString());
        }
        if (list != null) {
            ObjectNode properties = envelope(response, List.of("data", "pagination"));
            ObjectNode data = properties.putObject("data").put("type", "array").put("maxItems", 100);
            data.put("description", "The page.").putObject("items").put("$ref", SCHEMAS + list.asString());
            properties.putObject("pagination").put("$ref", SCHEMAS + "Pagination");
            if (!response.path("headers").has("Link")) {
                Codes.refer(response.withObject("/headers"), "Link", "Link");
            }
        }
    }

    private static ObjectNode envelope(ObjectNode response, List<String> required) {
        ObjectNode schema = response.withObject("/content/application~1json").putObject("schema");
        schema.put("type", "object");
        required.forEach(schema.putArray("required")::add);
        ObjectNode properties = schema.putObject("properties");
        schema.put("additionalProperties", false);
        return properties;
    }

    /** Whether the answer shows one thing that counts its versions. */
    static boolean showsVersion(JsonNode document, JsonNode response) {
        JsonNode data = response.path("content").path("application/json").path("schema").path("properties").path("data");
        String reference = data.path("$ref").asString("");
        JsonNode schema = reference.startsWith(SCHEMAS)
                ? document.path("components").path("schemas").path(reference.substring(SCHEMAS.length()))
                : data;
        return schema.path("properties").has("version");
    }

    /** The members of an object, to be changed while they are walked through. */
    static List<Map.Entry<String, JsonNode>> members(JsonNode object) {
        return List.copyOf(object.properties());
    }
}
