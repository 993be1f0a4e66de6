package com.steveslist.api.openapi;

import com.steveslist.api.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An OpenAPI document, and what it says about a call. */
public final class ApiDocument {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    private final JsonNode tree;
    private final List<Operation> operations = new ArrayList<>();

    private ApiDocument(JsonNode tree) {
        this.tree = tree;
        tree.path("paths").properties().forEach(path -> Expansion.METHODS.forEach(method -> {
            JsonNode node = path.getValue().get(method);
            if (node != null) {
                operations.add(new Operation(this, path.getKey(), method.toUpperCase(Locale.ROOT), path.getValue(), node));
            }
        }));
    }

    public static ApiDocument of(JsonNode tree) {
        return new ApiDocument(tree);
    }

    /** Throws {@link tools.jackson.core.JacksonException} for what is no JSON. */
    public static ApiDocument parse(byte[] json) {
        return of(Json.read(new String(json, StandardCharsets.UTF_8)));
    }

    public JsonNode tree() {
        return tree;
    }

    /** In the document's order. */
    public List<Operation> operations() {
        return operations;
    }

    public Operation operation(String id) {
        return operations.stream().filter(operation -> operation.id().equals(id)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("the document has no operation " + id));
    }

    /** What this call is; a path without variables comes before one with. {@code HEAD} is what {@code GET} is. */
    public Optional<Operation> find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        return template(path).flatMap(template -> operations.stream()
                .filter(operation -> operation.path().equals(template) && operation.method().equals(wanted))
                .findFirst());
    }

    /** The path of the document that this path of a request is one of. */
    public Optional<String> template(String path) {
        return tree.path("paths").propertyNames().stream()
                .filter(template -> matches(template, path))
                .min((a, b) -> Long.compare(variables(a), variables(b)));
    }

    private static long variables(String template) {
        return VARIABLE.matcher(template).results().count();
    }

    private static boolean matches(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean variable = VARIABLE.matcher(wanted[i]).matches();
            if (variable ? given[i].isEmpty() : !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    /** What a reference inside the document leads to; anything else is itself. */
    public JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#") ? tree.at(reference.substring(1)) : node;
    }
}
