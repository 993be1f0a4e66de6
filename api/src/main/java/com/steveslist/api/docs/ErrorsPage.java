package com.steveslist.api.docs;

import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.ErrorText;
import com.steveslist.api.http.Json;
import com.steveslist.api.openapi.ApiDocument;
import com.steveslist.api.openapi.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A section a code, which the {@code type} of every error leads to. */
final class ErrorsPage {

    /** A code that more calls than these can answer with is one of all calls. */
    private static final int FEW = 8;

    private static final String BUY = "POST /v1/checkouts";

    private final ApiDocument document;
    private final Set<String> failures;

    private ErrorsPage(ApiDocument document) {
        this.document = document;
        this.failures = document.tree().at("/components/schemas/Checkout/properties/failure/properties/code/enum").valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    /** Appended to what {@code errors.md} says of all of them: a list of all, and each with all that is known of it. */
    static String sections(ApiDocument document) {
        ErrorsPage page = new ErrorsPage(document);
        return contents() + Arrays.stream(ErrorCode.values()).map(page::section).collect(Collectors.joining());
    }

    private static String contents() {
        Map<Integer, String> byStatus = Arrays.stream(ErrorCode.values()).collect(Collectors.groupingBy(
                ErrorCode::status,
                TreeMap::new,
                Collectors.mapping(
                        code -> "<a href=\"#" + code.code() + "\"><code>" + code.code() + "</code></a>", Collectors.joining(", "))));
        return byStatus.entrySet().stream()
                .map(row -> "<tr><td>" + row.getKey() + "</td><td>" + row.getValue() + "</td></tr>\n")
                .collect(Collectors.joining("", "<table>\n", "</table>\n"));
    }

    private String section(ErrorCode code) {
        ErrorText text = code.text();
        return """
                <section id="%1$s"><h3><a href="#%1$s"><code>%1$s</code></a> <small>%2$d</small></h3>
                <p><strong>%3$s.</strong> %4$s</p>
                %9$s<p><strong>What to do:</strong> %5$s</p>
                <p><strong>Worth a repeat:</strong> %6$s</p>
                <details><summary>An answer to <code>%7$s</code></summary><pre><code>%8$s</code></pre></details></section>
                """.formatted(
                code.code(),
                code.status(),
                Markdown.escape(code.title()),
                Markdown.inline(text.means()),
                Markdown.inline(text.remedy()),
                code.retryable() ? "yes, the same request after <code>Retry-After</code>." : "no, not unchanged.",
                Markdown.escape(text.call()),
                Markdown.escape(answer(code, text)),
                where(code));
    }

    /** As which calls' status it comes, and whether it is also why a checkout failed. */
    private String where(ErrorCode code) {
        List<Operation> callers = document.operations().stream()
                .filter(operation -> operation.responses().stream().anyMatch(response -> has(response.getValue(), code)))
                .toList();
        String asFailure = failures.contains(code.code())
                ? "as <code>failure.code</code> of a checkout with <code>\"status\": \"failed\"</code>, which <code>" + BUY
                        + "</code> answers with <code>201</code> (<a href=\"/docs/buying#why-a-checkout-failed\">why a checkout failed</a>)"
                : "";
        String asStatus = callers.isEmpty() || callers.size() > FEW
                ? ""
                : "as the status <code>" + code.status() + "</code> of "
                        + callers.stream().map(ErrorsPage::link).collect(Collectors.joining(", "));
        String never = callers.isEmpty() && !asFailure.isEmpty() ? ". No call has it as its status" : "";
        String both = asFailure + (asFailure.isEmpty() || asStatus.isEmpty() ? "" : "; ") + asStatus + never;
        return both.isEmpty() ? "" : "<p><strong>Comes</strong> " + both + ".</p>\n";
    }

    private static boolean has(JsonNode response, ErrorCode code) {
        return response.path("x-codes").valueStream().anyMatch(known -> known.asString().equals(code.code()));
    }

    private static String link(Operation operation) {
        return "<a href=\"/docs/reference/" + Markdown.anchor(operation.tag()) + "#" + operation.id() + "\"><code>"
                + Markdown.escape(operation.toString()) + "</code></a>";
    }

    private String answer(ErrorCode code, ErrorText text) {
        if (text.call().equals(BUY) && failures.contains(code.code())) {
            return "HTTP/1.1 201\nContent-Type: application/json\n\n" + Texts.json(failed(code, text))
                    + "\n… and the checkout's other members";
        }
        boolean graphql = text.call().endsWith(" /graphql");
        return "HTTP/1.1 " + (graphql ? "200" : code.status()) + "\n"
                + "Content-Type: " + (graphql ? "application/json" : "application/problem+json") + "\n"
                + (code.retryable() && !graphql ? "Retry-After: 1\n" : "")
                + "\n" + Texts.json(Json.tree(text.example()));
    }

    private static JsonNode failed(ErrorCode code, ErrorText text) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode checkout = answer.putObject("data").put("id", "chk_01kb5p3h2v8e6r9s0t1w2x3y4z").put("status", "failed");
        checkout.putObject("failure").put("code", code.code()).put("detail", text.detail());
        return answer;
    }
}
