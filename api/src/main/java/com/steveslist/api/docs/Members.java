package com.steveslist.api.docs;

import com.steveslist.api.openapi.ApiDocument;
import com.steveslist.api.openapi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Tables of parameters and of a schema's members. */
final class Members {

    private static final int DEEPEST = 6;

    private static final String HEADINGS =
            "<tr><th scope=\"col\">name</th><th scope=\"col\">form</th><th scope=\"col\">meaning</th></tr>\n";

    private final ApiDocument document;

    Members(ApiDocument document) {
        this.document = document;
    }

    String parameters(Operation operation) {
        List<JsonNode> parameters = operation.parameters();
        String rows = parameters.stream()
                .map(parameter -> row(
                        parameter.path("name").asString(),
                        parameter.path("in").asString() + ", " + type(parameter.path("schema")),
                        parameter.path("required").asBoolean(false),
                        parameter))
                .collect(Collectors.joining());
        return "<h3>Parameters and headers</h3>\n<table>\n" + HEADINGS + rows + "</table>\n";
    }

    String table(JsonNode schema) {
        List<String> rows = new ArrayList<>();
        collect("", schema, rows, 0);
        return "<table>\n" + HEADINGS + String.join("", rows) + "</table>\n";
    }

    private void collect(String prefix, JsonNode reference, List<String> rows, int depth) {
        JsonNode schema = document.resolved(reference);
        if (depth > DEEPEST) {
            return;
        }
        if (schema.path("items").isObject() && !schema.has("properties")) {
            collect(prefix + "[]", schema.path("items"), rows, depth + 1);
            return;
        }
        schema.path("allOf").forEach(part -> collect(prefix, part, rows, depth + 1));
        schema.path("oneOf").forEach(part -> collect(prefix, part, rows, depth + 1));
        List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            String name = prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey();
            JsonNode value = document.resolved(member.getValue());
            rows.add(row(name, type(value), required.contains(member.getKey()), value));
            collect(name, value, rows, depth + 1);
        }
    }

    private static String row(String name, String type, boolean required, JsonNode described) {
        return "<tr><td><code>" + Markdown.escape(name) + "</code></td><td>" + Markdown.escape(type) + (required ? ", required" : "")
                + "</td><td>" + Markdown.inline(described.path("description").asString("")) + "</td></tr>\n";
    }

    private String type(JsonNode reference) {
        JsonNode schema = document.resolved(reference);
        List<String> words = new ArrayList<>();
        JsonNode type = schema.path("type");
        words.add(type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                : type.asString("value"));
        if (schema.has("enum")) {
            words.add("one of " + schema.path("enum").valueStream()
                    .filter(value -> !value.isNull())
                    .map(JsonNode::asString)
                    .collect(Collectors.joining(", ")));
        }
        range(words, schema, "minLength", "maxLength", " characters");
        range(words, schema, "minimum", "maximum", "");
        range(words, schema, "minItems", "maxItems", " items");
        if (schema.path("format").asString("").equals("date-time")) {
            words.add("RFC 3339");
        }
        return String.join(", ", words);
    }

    private static void range(List<String> words, JsonNode schema, String min, String max, String unit) {
        JsonNode least = schema.path(min);
        JsonNode most = schema.path(max);
        if (!least.isMissingNode() && !most.isMissingNode()) {
            words.add(least.asString() + " to " + most.asString() + unit);
        } else if (!most.isMissingNode()) {
            words.add("at most " + most.asString() + unit);
        } else if (!least.isMissingNode()) {
            words.add("at least " + least.asString() + unit);
        }
    }
}
