package com.steveslist.api.docs;

import com.steveslist.api.live.EventExamples;
import com.steveslist.api.openapi.ApiDocument;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import java.util.Set;
import java.util.stream.Collectors;

/** What is listed below a page's text: taken from where it is true, so that it cannot fall behind. */
final class Lists {

    private static final Set<String> KEYED = Set.of("POST", "PATCH");

    private Lists() {}

    /** The calls that pay no heed to {@code Idempotency-Key}, each with the reason that the contract gives. */
    static String withoutIdempotency(ApiDocument document) {
        return document.operations().stream()
                .filter(operation -> KEYED.contains(operation.method()) && operation.idempotency().equals("none"))
                .map(operation -> "<tr><td><code>" + Markdown.escape(operation.toString()) + "</code></td><td>"
                        + Markdown.inline(operation.node().path("x-idempotency-none").asString("")) + "</td></tr>\n")
                .collect(Collectors.joining("", "<table>\n", "</table>\n"));
    }

    /** Every event that clients can be told about, with an example of its payload. */
    static String events(EventExamples examples) {
        return EventCatalog.current().stream().filter(EventType::open).map(type -> """
                <section id="%1$s"><h3><a href="#%1$s"><code>%1$s</code></a> <small>version %2$d</small></h3>
                <p>%3$s</p>
                <pre><code>%4$s</code></pre></section>
                """.formatted(
                type.name(), type.version(), Markdown.escape(type.description()), Markdown.escape(Texts.json(examples.of(type)))))
                .collect(Collectors.joining());
    }

    /** What people can allow programs of others, as the text of a page. */
    static String programScopes(ApiDocument document) {
        return document.tree().at("/components/schemas/ProgramScope/enum").valueStream()
                .map(scope -> "`" + scope.asString() + "`")
                .collect(Collectors.joining(", "));
    }
}
