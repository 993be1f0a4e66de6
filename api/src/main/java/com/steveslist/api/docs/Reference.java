package com.steveslist.api.docs;

import com.steveslist.api.openapi.ApiDocument;
import com.steveslist.api.openapi.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A page a feature, with every call of it. */
final class Reference {

    private final ApiDocument document;
    private final Members members;
    private final Samples samples;

    Reference(ApiDocument document) {
        this.document = document;
        this.members = new Members(document);
        this.samples = new Samples(document);
    }

    /** A feature as the documents name it. */
    record Feature(String name, String description) {
        String path() {
            return "/docs/reference/" + slug();
        }

        String slug() {
            return Markdown.anchor(name);
        }
    }

    List<Feature> features() {
        return document.tree().path("tags").valueStream()
                .map(tag -> new Feature(tag.path("name").asString(), tag.path("description").asString("")))
                .filter(feature -> !operations(feature).isEmpty())
                .toList();
    }

    Optional<Feature> feature(String slug) {
        return features().stream().filter(feature -> feature.slug().equals(slug)).findFirst();
    }

    List<Operation> operations(Feature feature) {
        return document.operations().stream().filter(operation -> operation.tag().equals(feature.name())).toList();
    }

    String body(Feature feature) {
        List<Operation> operations = operations(feature);
        String contents = operations.stream()
                .map(operation -> "<tr><td><a href=\"#" + operation.id() + "\"><code>" + Markdown.escape(operation.toString())
                        + "</code></a></td><td>" + Markdown.inline(operation.summary()) + "</td></tr>\n")
                .collect(Collectors.joining());
        return "<h1>" + Markdown.escape(feature.name()) + "</h1>\n" + Markdown.html(feature.description()) + "<table>\n" + contents
                + "</table>\n"
                + Markdown.html(Texts.resource("docs/set-up.md"))
                + operations.stream().map(this::section).collect(Collectors.joining());
    }

    private String section(Operation operation) {
        StringBuilder html = new StringBuilder();
        html.append("<section id=\"").append(operation.id()).append("\">\n<h2><code>").append(operation.method()).append("</code> <code>")
                .append(Markdown.escape(operation.path())).append("</code></h2>\n");
        html.append("<p><strong>").append(Markdown.inline(operation.summary())).append("</strong> ").append(who(operation))
                .append("</p>\n");
        html.append(Markdown.html(operation.description()));
        html.append(code(Curl.of(operation)));
        html.append(Markdown.html(Needs.of(operation)));
        html.append(members.parameters(operation));
        JsonNode schema = operation.requestSchema();
        if (!schema.isMissingNode()) {
            html.append("<h3>Body</h3>\n").append(members.table(schema));
        }
        operation.responses().forEach(response -> html.append(response(response)));
        html.append(errors(operation));
        return html.append("</section>\n").toString();
    }

    private static String who(Operation operation) {
        if (operation.isOpen()) {
            return "Needs no credentials.";
        }
        if (operation.node().path("x-session").asBoolean(false)) {
            return "Needs a session; no key will do.";
        }
        String scope = operation.scope();
        return scope == null ? "Needs a session or a key." : "Needs a session, or a key with <code>" + scope + "</code>.";
    }

    private String response(Map.Entry<String, JsonNode> response) {
        if (!response.getKey().startsWith("2")) {
            return "";
        }
        String heading = "<h3>" + response.getKey() + "</h3>\n" + Markdown.html(response.getValue().path("description").asString(""));
        JsonNode schema = response.getValue().path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            return heading;
        }
        String sample = Texts.json(samples.of(schema));
        return heading + "<details><summary>An answer</summary>" + code(sample) + "</details>\n"
                + "<details><summary>Its members</summary>" + members.table(schema) + "</details>\n";
    }

    private String errors(Operation operation) {
        String rows = operation.responses().stream()
                .filter(response -> response.getValue().has("x-codes"))
                .map(response -> "<tr><td>" + response.getKey() + "</td><td>" + response.getValue().path("x-codes").valueStream()
                        .map(code -> "<a href=\"/docs/errors#" + code.asString() + "\"><code>" + code.asString() + "</code></a>")
                        .collect(Collectors.joining(", ")) + "</td></tr>\n")
                .collect(Collectors.joining());
        return "<details><summary>Errors</summary><table>\n" + rows + "</table></details>\n";
    }

    private static String code(String text) {
        return "<pre><code>" + Markdown.escape(text) + "</code></pre>\n";
    }
}
