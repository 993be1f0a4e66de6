package com.steveslist.api.openapi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Completes the merged fragments with what every call shares, so that no fragment has to say it. */
final class Expansion {

    static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final ObjectNode document;
    private final ObjectNode sharedAnswers;

    private Expansion(ObjectNode document) {
        this.document = document;
        this.sharedAnswers = document.withObject("/components/responses");
    }

    static void complete(ObjectNode document) {
        Shorthand.expandSchemas(document);
        Expansion expansion = new Expansion(document);
        for (Map.Entry<String, JsonNode> path : Shorthand.members(document.path("paths"))) {
            for (String method : METHODS) {
                if (path.getValue().get(method) instanceof ObjectNode operation) {
                    expansion.complete(path.getKey(), (ObjectNode) path.getValue(), method, operation);
                }
            }
        }
        expansion.nameTags();
    }

    private void complete(String path, ObjectNode item, String method, ObjectNode operation) {
        boolean shows = showsVersion(operation);
        Traits traits = Traits.of(path, method, operation, shows);
        security(operation, traits);
        parameters(path, item, operation, traits);
        ObjectNode responses = operation.withObject("/responses");
        for (Map.Entry<String, JsonNode> response : Shorthand.members(responses)) {
            if (response.getKey().startsWith("2") && response.getValue() instanceof ObjectNode answer) {
                Shorthand.expandAnswer(answer);
                SuccessHeaders.add(answer, response.getKey(), traits);
                if (traits.versioned()) {
                    alsoAsXml(answer.path("content"), "application/json", "application/xml");
                }
            }
        }
        Map<String, Set<String>> common = CommonErrors.of(traits);
        Set<String> refusals = new TreeSet<>(common.keySet());
        responses.properties().stream().filter(response -> response.getValue().has("x-codes"))
                .forEach(response -> refusals.add(response.getKey()));
        refusals.forEach(status -> refuse(responses, status, common.getOrDefault(status, Set.of())));
        if (traits.conditionalRead() && !responses.has("304")) {
            ObjectNode unchanged = responses.putObject("304").put("description", "What you have still holds.");
            SuccessHeaders.add(unchanged, "304", traits);
        }
        sort(responses);
    }

    /** The same again in XML, of which there is no schema. */
    static void alsoAsXml(JsonNode content, String json, String xml) {
        if (content.has(json)) {
            ((ObjectNode) content).putObject(xml);
        }
    }

    private static void sort(ObjectNode responses) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        responses.properties().forEach(response -> sorted.put(response.getKey(), response.getValue()));
        responses.removeAll();
        sorted.forEach(responses::set);
    }

    private boolean showsVersion(ObjectNode operation) {
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            if (response.getKey().startsWith("2")) {
                ObjectNode copy = (ObjectNode) response.getValue().deepCopy();
                Shorthand.expandAnswer(copy);
                if (Shorthand.showsVersion(document, copy)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void security(ObjectNode operation, Traits traits) {
        ArrayNode ways = operation.putArray("security");
        if (traits.open()) {
            ways.addObject();
        }
        if (!traits.open() || traits.versioned()) {
            document.path("components").path("securitySchemes").propertyNames().forEach(scheme -> {
                ArrayNode scopes = ways.addObject().putArray(scheme);
                if (traits.scope() != null) {
                    scopes.add(traits.scope());
                }
            });
        }
    }

    private void parameters(String path, ObjectNode item, ObjectNode operation, Traits traits) {
        ArrayNode own = operation.withArray("parameters");
        Set<String> declared = new LinkedHashSet<>();
        for (JsonNode parameters : List.of(item.path("parameters"), own)) {
            parameters.forEach(parameter -> declared.add(resolved(parameter).path("name").asString("").toLowerCase(Locale.ROOT)));
        }
        Matcher variables = VARIABLE.matcher(path);
        while (variables.find()) {
            if (declared.add(variables.group(1))) {
                ObjectNode variable = own.addObject().put("name", variables.group(1)).put("in", "path").put("required", true);
                variable.putObject("schema").put("type", "string").put("maxLength", 100);
            }
        }
        for (String shared : traits.parameters()) {
            JsonNode parameter = document.path("components").path("parameters").path(shared);
            if (declared.add(parameter.path("name").asString().toLowerCase(Locale.ROOT))) {
                own.addObject().put("$ref", "#/components/parameters/" + shared);
            }
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** Adds codes to an error answer, which then is one that all calls with the same codes share. */
    private void refuse(ObjectNode responses, String status, Set<String> more) {
        JsonNode known = responses.path(status);
        Set<String> codes = new LinkedHashSet<>(Codes.of(known));
        codes.addAll(more);
        String said = known.path("description").asString("");
        if (!said.isEmpty()) {
            responses.set(status, described(Codes.response(status, codes), known, said));
            return;
        }
        String name = Codes.name(status, codes);
        if (!sharedAnswers.has(name)) {
            sharedAnswers.set(name, Codes.response(status, codes));
        }
        responses.putObject(status).put("$ref", "#/components/responses/" + name);
    }

    /** An error with words of its own, and perhaps with another form of its own beside ours. */
    private static ObjectNode described(ObjectNode error, JsonNode known, String said) {
        error.put("description", said.stripTrailing() + "\n\n" + error.path("description").asString());
        ObjectNode content = error.withObject("/content");
        known.path("content").properties().forEach(form -> content.set(form.getKey(), form.getValue()));
        ObjectNode headers = error.withObject("/headers");
        known.path("headers").properties().forEach(header -> headers.set(header.getKey(), header.getValue()));
        return error;
    }

    /** A feature that says nothing of itself is named all the same. */
    private void nameTags() {
        List<String> known = new ArrayList<>();
        document.path("tags").forEach(tag -> known.add(tag.path("name").asString()));
        document.path("paths").forEach(item -> item.forEach(operation -> operation.path("tags").forEach(tag -> {
            if (!known.contains(tag.asString())) {
                known.add(tag.asString());
                document.withArray("tags").addObject().put("name", tag.asString());
            }
        })));
    }
}
