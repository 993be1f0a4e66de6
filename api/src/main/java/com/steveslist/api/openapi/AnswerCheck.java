package com.steveslist.api.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.steveslist.api.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers against the document: status, headers, media type and body. */
public final class AnswerCheck {

    private static final String PROBLEM = "application/problem+json";

    /** What HTTP itself calls for, at any address, or because there is no such operation. */
    private static final Set<Integer> ANYWHERE = Set.of(400, 401, 403, 404, 405, 408, 413, 414, 417, 429, 431, 501, 503, 505);

    /** The same for an operation that the document has: of those, what it does not list because no fragment could know better. */
    private static final Set<Integer> BY_HTTP = Set.of(405, 414, 417, 431, 501, 505);

    private static final int MOST_ERRORS = 5;

    private final ApiDocument document;
    private final SchemaRegistry registry = schemas();
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    public AnswerCheck(ApiDocument document) {
        this.document = document;
    }

    /**
     * An answer as it came.
     *
     * @param partial whether the client asked for some members only
     * @param header by name, null when it is not there
     * @param body not packed; empty when there is none
     */
    public record Seen(
            String method, String path, boolean partial, int status, Function<String, @Nullable String> header, byte[] body) {
        private boolean hasNoBody() {
            return method.equals("HEAD") || status == 204 || status == 304;
        }
    }

    /** JSON Schema 2020-12 with the members that OpenAPI adds to it, which say nothing about what is valid. */
    static SchemaRegistry schemas() {
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .keyword(new NonValidationKeyword("example"))
                .keyword(new NonValidationKeyword("components"))
                .build();
        return SchemaRegistry.withDefaultDialect(dialect);
    }

    public ApiDocument document() {
        return document;
    }

    /** What is wrong with it, in words; empty when nothing is. */
    public List<String> problems(Seen seen) {
        if (seen.method().equals("OPTIONS") && seen.status() < 300) {
            return seen.header().apply("Allow") == null && seen.header().apply("Access-Control-Allow-Methods") == null
                    ? List.of("OPTIONS without Allow")
                    : List.of();
        }
        Optional<Operation> operation = document.find(seen.method(), seen.path());
        if (operation.isEmpty()) {
            return ANYWHERE.contains(seen.status()) ? problem(seen) : List.of("a status that no unknown address has");
        }
        JsonNode response = operation.get().response(seen.status());
        if (response == null) {
            return BY_HTTP.contains(seen.status()) ? problem(seen) : List.of("the document knows no " + seen.status() + " of it");
        }
        List<String> problems = new ArrayList<>(headers(seen, response));
        problems.addAll(body(seen, response.path("content")));
        return problems;
    }

    private List<String> problem(Seen seen) {
        if (seen.hasNoBody()) {
            return List.of();
        }
        ObjectNode schema = (ObjectNode) Json.read("{\"$ref\": \"#/components/schemas/Problem\"}");
        return isProblem(seen) ? json(seen, schema) : List.of("an error that is no " + PROBLEM);
    }

    private static boolean isProblem(Seen seen) {
        return PROBLEM.equals(mediaType(seen));
    }

    private static String mediaType(Seen seen) {
        String type = seen.header().apply("Content-Type");
        return type == null ? "" : type.split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    private List<String> headers(Seen seen, JsonNode response) {
        List<String> problems = new ArrayList<>();
        response.path("headers").properties().forEach(header -> {
            JsonNode described = document.resolved(header.getValue());
            String value = seen.header().apply(header.getKey());
            if (value == null && described.path("required").asBoolean(false)) {
                problems.add("the header " + header.getKey() + " is missing");
            } else if (value != null && described.path("schema").has("pattern")
                    && !value.matches(described.path("schema").path("pattern").asString())) {
                problems.add("the header " + header.getKey() + " has another form: " + value);
            }
        });
        return problems;
    }

    private List<String> body(Seen seen, JsonNode content) {
        if (seen.hasNoBody() || content.isEmpty()) {
            return seen.body().length == 0 ? List.of() : List.of("a body where there is none");
        }
        String type = mediaType(seen);
        JsonNode described = content.get(type);
        if (described == null) {
            return List.of("the media type " + type + " is none of " + String.join(", ", content.propertyNames()));
        }
        boolean isJson = type.equals("application/json") || type.endsWith("+json");
        return isJson && described.path("schema") instanceof ObjectNode schema ? json(seen, schema) : List.of();
    }

    private List<String> json(Seen seen, ObjectNode schema) {
        JsonNode tree;
        try {
            tree = Json.read(new String(seen.body(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return List.of("the body is no JSON");
        }
        return compiled.computeIfAbsent(schema, this::compile).validate(tree).stream()
                .filter(error -> !(seen.partial() && error.getKeyword().equals("required")))
                .limit(MOST_ERRORS)
                .map(error -> "the body: " + error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** A schema that stands alone, with the parts that it refers to. */
    private Schema compile(JsonNode schema) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.putObject("components").set("schemas", document.tree().path("components").path("schemas"));
        return registry.getSchema(whole);
    }
}
