package com.steveslist.api.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Path HOME = Path.of(System.getProperty("steveslist.home"));
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void every_link_leads_to_something_that_is_there() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                String target = links.group(1);
                if (!target.matches("[a-z]+:.*") && !Files.exists(document.resolveSibling(target))) {
                    broken.add(HOME.relativize(document) + " → " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void a_decision_says_what_was_rejected() throws IOException {
        try (Stream<Path> decisions = Files.list(HOME.resolve("infra/docs/decisions"))) {
            for (Path decision : decisions.toList()) {
                assertThat(Files.readString(decision)).as(decision.toString()).contains("## Context", "## Decision", "## Rejected",
                        "## Consequences");
            }
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents =
                new ArrayList<>(List.of(
                        HOME.resolve("README.md"), HOME.resolve("CONTRIBUTING.md"), HOME.resolve("CHANGELOG.md"),
                        HOME.resolve("api/src/main/resources/openapi/README.md"),
                        HOME.resolve("api/src/test/resources/authorisation/README.md")));
        try (Stream<Path> docs = Files.walk(HOME.resolve("infra/docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }
}
