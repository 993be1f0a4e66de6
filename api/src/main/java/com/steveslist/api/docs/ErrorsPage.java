package com.steveslist.api.docs;

import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.ErrorText;
import com.steveslist.api.http.Json;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A section a code, which the {@code type} of every error leads to. */
final class ErrorsPage {

    private ErrorsPage() {}

    /** Appended to what {@code errors.md} says of all of them: a list of all, and each with all that is known of it. */
    static String sections() {
        return contents() + Arrays.stream(ErrorCode.values()).map(ErrorsPage::section).collect(Collectors.joining());
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

    private static String section(ErrorCode code) {
        ErrorText text = code.text();
        return """
                <section id="%1$s"><h3><a href="#%1$s"><code>%1$s</code></a> <small>%2$d</small></h3>
                <p><strong>%3$s.</strong> %4$s</p>
                <p><strong>What to do:</strong> %5$s</p>
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
                Markdown.escape(answer(code, text)));
    }

    private static String answer(ErrorCode code, ErrorText text) {
        boolean graphql = text.call().endsWith(" /graphql");
        return "HTTP/1.1 " + (graphql ? "200" : code.status()) + "\n"
                + "Content-Type: " + (graphql ? "application/json" : "application/problem+json") + "\n"
                + (code.retryable() && !graphql ? "Retry-After: 1\n" : "")
                + "\n" + Texts.json(Json.tree(text.example()));
    }
}
