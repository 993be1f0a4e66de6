package com.steveslist.api.docs;

import com.steveslist.api.openapi.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A call as somebody pastes it into a shell. Ids of things are variables: {@code $LISTING}, {@code $ORDER}. */
final class Curl {

    private static final Pattern VARIABLE = Pattern.compile("/([a-z-]+)/\\{(\\w+)}");
    private static final Pattern ID = Pattern.compile("\"([a-z]{2,5})_[0-9a-z]{26}\"");
    private static final Map<String, String> KINDS = Map.of(
            "lst", "LISTING", "ord", "ORDER", "chk", "CHECKOUT", "ref", "REFUND", "pay", "PAYMENT", "acct", "ACCOUNT");

    private Curl() {}

    static String of(Operation operation) {
        List<String> lines = new ArrayList<>();
        String path = path(operation);
        boolean tagged = isTagged(operation);
        boolean plainRead = operation.method().equals("GET");
        lines.add("curl -sS " + (plainRead ? "" : "-X " + operation.method() + " ") + "\"$STEVESLIST" + path + "\"");
        if (!operation.isOpen()) {
            lines.add("-H \"Authorization: Bearer $STEVESLIST_KEY\"");
        }
        if (!operation.idempotency().equals("none")) {
            lines.add("-H \"Idempotency-Key: $(date +%s%N)\"");
        }
        if (tagged) {
            lines.add("-H \"If-Match: $etag\"");
        }
        for (JsonNode parameter : operation.parameters()) {
            if (parameter.path("in").asString().equals("header") && parameter.has("example")) {
                lines.add("-H '" + parameter.path("name").asString() + ": " + parameter.path("example").asString() + "'");
            }
        }
        body(operation, lines);
        return (tagged ? readTag(path, operation) : "") + String.join(" \\\n  ", lines);
    }

    /** Whether it changes what can be read at the same address, and looks at the version that was read. */
    private static boolean isTagged(Operation operation) {
        return !operation.ifMatch().equals("none") && !operation.method().equals("POST") && operation.item().has("get");
    }

    private static String readTag(String path, Operation operation) {
        String credentials = operation.isOpen() ? "" : " -H \"Authorization: Bearer $STEVESLIST_KEY\"";
        return "etag=$(curl -sS -D - \"$STEVESLIST" + path + "\"" + credentials
                + " \\\n  | grep -i '^etag:' | cut -d ' ' -f 2 | tr -d '\\r')\n";
    }

    private static void body(Operation operation, List<String> lines) {
        JsonNode example = operation.requestExample();
        String type = operation.requestMediaType();
        if (type == null || example.isMissingNode()) {
            return;
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            example.properties().forEach(
                    field -> lines.add("--data-urlencode '" + field.getKey() + "=" + field.getValue().asString() + "'"));
            return;
        }
        lines.add("-H 'Content-Type: " + type + "'");
        String text = example.isString() ? example.stringValue() : Texts.json(example);
        String quoted = text.stripTrailing().replace("'", "'\"'\"'");
        lines.add("--data-binary '" + ID.matcher(quoted).replaceAll(id -> Matcher.quoteReplacement(
                KINDS.containsKey(id.group(1)) ? "\"'\"$" + KINDS.get(id.group(1)) + "\"'\"" : id.group())) + "'");
    }

    private static String path(Operation operation) {
        String path = VARIABLE.matcher(operation.path()).replaceAll(variable -> Matcher.quoteReplacement(
                "/" + variable.group(1) + "/" + value(operation, variable.group(1), variable.group(2))));
        String query = operation.parameters().stream()
                .filter(parameter -> parameter.path("in").asString().equals("query") && parameter.has("example")
                        && !parameter.path("name").asString().equals("fields"))
                .flatMap(Curl::pairs)
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** One, or one an element of a parameter that can be repeated. */
    private static Stream<String> pairs(JsonNode parameter) {
        JsonNode example = parameter.path("example");
        return (example.isArray() ? example.valueStream() : Stream.of(example))
                .map(value -> parameter.path("name").asString() + "=" + ofYours(value.asString()));
    }

    /** The id of a thing is that of one of yours. */
    private static String ofYours(String value) {
        Matcher id = ID.matcher('"' + value + '"');
        return id.matches() && KINDS.containsKey(id.group(1))
                ? "$" + KINDS.get(id.group(1))
                : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** A thing of one's own is a variable; what is the same for everybody stands there. */
    private static String value(Operation operation, String plural, String name) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.path("name").asString().equals(name) && parameter.has("example"))
                .map(parameter -> parameter.path("example").asString())
                .filter(example -> !ID.matcher('"' + example + '"').matches())
                .findFirst()
                .orElse("$" + variable(plural));
    }

    /** The variables of a call's path, by the name that they have in it. */
    static Map<String, String> variables(Operation operation) {
        return VARIABLE.matcher(operation.path()).results()
                .collect(Collectors.toMap(variable -> variable.group(2), variable -> variable(variable.group(1))));
    }

    /** {@code saved-searches} becomes {@code SAVED_SEARCH}. */
    private static String variable(String plural) {
        String singular = plural.endsWith("ies")
                ? plural.substring(0, plural.length() - 3) + "y"
                : plural.endsWith("ches") || plural.endsWith("sses")
                        ? plural.substring(0, plural.length() - 2)
                        : plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
        return singular.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
