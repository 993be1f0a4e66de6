package com.steveslist.api.docs;

import com.steveslist.api.http.FixedContent;
import com.steveslist.api.live.EventExamples;
import com.steveslist.api.openapi.ApiDocument;
import com.steveslist.api.openapi.OpenApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** All pages, rendered when somebody first asks and then kept: they change with a new version of the software only. */
@Component
final class Site {

    /** In the order in which somebody new reads them. */
    private static final List<String> PAGES = List.of(
            "quick-start", "buying", "signing-in", "oauth", "envelope", "errors", "paging", "limits", "caching", "idempotency",
            "consistency", "time-travel", "versioning", "live", "events", "webhooks", "graphql", "history", "proofs", "privacy",
            "changelog");

    private static final String HTML = "text/html";

    private final Supplier<ApiDocument> document;
    private final Supplier<Reference> reference;
    private final EventExamples examples;
    private final Supplier<Map<String, FixedContent>> pages = SingletonSupplier.of(this::render);

    Site(OpenApi openApi, EventExamples examples) {
        this.document = openApi::document;
        this.reference = SingletonSupplier.of(() -> new Reference(openApi.document()));
        this.examples = examples;
    }

    /** By its address, such as {@code /docs/errors}. */
    Optional<FixedContent> page(String path) {
        return Optional.ofNullable(pages.get().get(path));
    }

    private Map<String, FixedContent> render() {
        Map<String, FixedContent> all = new LinkedHashMap<>();
        String navigation = navigation();
        all.put("/docs", html("Steveslist API", navigation, Markdown.html(Texts.resource("docs/pages/index.md")) + overview()));
        for (String name : PAGES) {
            String text = Texts.resource("docs/pages/" + name + ".md").replace("{program_scopes}", Lists.programScopes(document.get()));
            all.put("/docs/" + name, html(Markdown.title(text), navigation, Markdown.html(text) + listed(name)));
        }
        reference.get().features().forEach(
                feature -> all.put(feature.path(), html(feature.name(), navigation, reference.get().body(feature))));
        return all;
    }

    private String listed(String page) {
        return switch (page) {
            case "errors" -> ErrorsPage.sections(document.get());
            case "idempotency" -> Lists.withoutIdempotency(document.get());
            case "events" -> Lists.events(examples);
            default -> "";
        };
    }

    private static FixedContent html(String title, String navigation, String body) {
        return FixedContent.of(HTML, Layout.page(title, navigation, body));
    }

    private String navigation() {
        String prose = PAGES.stream()
                .map(name -> link("/docs/" + name, Markdown.title(Texts.resource("docs/pages/" + name + ".md"))))
                .collect(Collectors.joining());
        String features = reference.get().features().stream()
                .map(feature -> link(feature.path(), feature.name()))
                .collect(Collectors.joining());
        return "<p>How it works</p><ul>" + prose + "</ul><p>Every call</p><ul>" + features + "</ul>";
    }

    private static String link(String path, String words) {
        return "<li><a href=\"" + path + "\">" + Markdown.escape(words) + "</a></li>";
    }

    private String overview() {
        return reference.get().features().stream()
                .map(feature -> "<h3><a href=\"" + feature.path() + "\">" + Markdown.escape(feature.name()) + "</a></h3>"
                        + Markdown.html(feature.description()) + "<table>\n"
                        + reference.get().operations(feature).stream()
                                .map(operation -> "<tr><td><a href=\"" + feature.path() + "#" + operation.id() + "\"><code>"
                                        + Markdown.escape(operation.toString()) + "</code></a></td><td>"
                                        + Markdown.inline(operation.summary()) + "</td></tr>\n")
                                .collect(Collectors.joining())
                        + "</table>\n")
                .collect(Collectors.joining());
    }
}
