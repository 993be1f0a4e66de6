package com.steveslist.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.steveslist.api.authorisation.Stage;
import com.steveslist.api.authorisation.Tables;
import com.steveslist.api.authorisation.Tables.Call;
import com.steveslist.api.authorisation.Tables.Row;
import com.steveslist.api.openapi.Operation;
import com.steveslist.api.testing.Http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Sends every example of the document to the running server. Who sends it, and to which thing, is taken from the table of who may do
 * what; ids in an example's body are replaced by ones that exist.
 */
public class ExamplesTest {
    private static final Map<String, String> KINDS = Map.of(
            "lst", "listing", "ord", "order", "chk", "checkout", "ref", "refund", "pay", "payment", "acct", "seller", "key", "key");
    private static final Pattern ID = Pattern.compile("\\b([a-z]{2,5})_[0-9a-z]{26}\\b");
    private static final Pattern EMAIL = Pattern.compile("[a-z.]+@example\\.com");

    /** Of these the example cannot know what the server knows, so that the table's body is sent. */
    private static final List<String> OWN_BODY = List.of("signIn");

    private final List<Row> rows = Tables.rows();
    private final Stage stage = new Stage();

    @TestFactory
    Stream<DynamicTest> works() {
        return Served.document().operations().stream()
                .filter(operation -> !operation.node().has("x-not-in-a-test"))
                .map(operation -> dynamicTest(operation.toString(), () -> run(operation)));
    }

    private void run(Operation operation) {
        Optional<Row> found = rows.stream().filter(row -> isOf(row, operation) && row.successful() != null).findFirst();
        assertThat(found).as("a row of the table in which somebody may do it").isPresent();
        Row row = found.get();
        JsonNode content = operation.node().path("requestBody").path("content");
        if (content.isEmpty()) {
            send(operation, row, row.call().path(), null, null);
        }
        content.properties().forEach(type -> send(
                operation, row, row.call().path(), type.getKey(), body(operation, row, type.getKey(), type.getValue().path("example"))));
        String query = query(operation);
        if (!query.isEmpty()) {
            send(operation, row, row.pathWithoutQuery() + "?" + query, null, null);
        }
        if (changesWhoMaySignIn(operation)) {
            stage.clear();
        }
    }

    /** An example may say what the table cannot know afterwards, such as a new password. */
    public static boolean changesWhoMaySignIn(Operation operation) {
        return operation.path().startsWith("/v1/accounts/me/") && !operation.method().equals("GET");
    }

    private static @Nullable String body(Operation operation, Row row, String type, JsonNode example) {
        if (example.isMissingNode() || OWN_BODY.contains(operation.id())) {
            return row.call().body();
        }
        String text = example.isString() ? example.stringValue() : type.contains("form") ? form(example) : example.toString();
        String withIds = ID.matcher(text).replaceAll(id -> Matcher.quoteReplacement(
                KINDS.containsKey(id.group(1)) ? "{" + KINDS.get(id.group(1)) + "}" : id.group()));
        return EMAIL.matcher(withIds).replaceAll("{new}@people.example");
    }

    private static String form(JsonNode example) {
        return example.properties().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue().asString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The examples of parameters, all at once. */
    private static String query(Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.path("in").asString().equals("query")
                        && (parameter.has("example") || parameter.has("x-variable")))
                .flatMap(ExamplesTest::pairs)
                .collect(Collectors.joining("&"));
    }

    /** One, or one an element of a parameter that can be repeated. */
    private static Stream<String> pairs(JsonNode parameter) {
        if (parameter.path("x-variable").asString("").equals("MOMENT")) {
            return Stream.of(parameter.path("name").asString() + "={now}");
        }
        JsonNode example = parameter.path("example");
        return (example.isArray() ? example.valueStream() : Stream.of(example))
                .map(value -> parameter.path("name").asString() + "=" + URLEncoder.encode(value.asString(), StandardCharsets.UTF_8));
    }

    private void send(Operation operation, Row row, String path, @Nullable String type, @Nullable String body) {
        Map<String, String> headers = new LinkedHashMap<>(row.call().headers());
        if (type != null) {
            headers.put("Content-Type", type);
        }
        operation.parameters().stream()
                .filter(parameter -> parameter.path("in").asString().equals("header") && parameter.has("example"))
                .forEach(parameter -> headers.put(parameter.path("name").asString(), parameter.path("example").asString()));
        Reply reply = stage.send(String.valueOf(row.successful()), new Call(operation.method(), path, body, headers), null);

        assertThat(reply.status()).as(operation + " " + path + " with " + body + ": " + reply + " " + reply.text()).isBetween(200, 299);
    }

    private static boolean isOf(Row row, Operation operation) {
        return Served.document().find(row.call().method(), row.pathWithoutQuery())
                .map(found -> found.toString().equals(operation.toString()))
                .orElse(false);
    }
}
