package com.steveslist.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The served document is an approved text: nobody changes the contract without meaning to. */
class ApprovedDocumentTest {
    private static final Path HOME = Path.of(Objects.requireNonNull(System.getProperty("steveslist.home")));
    private static final Path APPROVED = HOME.resolve("api/src/test/resources/approved/openapi.json");
    private static final int SHOWN = 40;
    private static final Path RECEIVED = HOME.resolve("api/target/received/openapi.json");

    @Test
    void what_is_served_is_what_was_approved() throws IOException {
        String served = Http.send("GET", "/openapi.json", Map.of("Accept", "*/*"), null).text() + "\n";
        Files.createDirectories(RECEIVED.getParent());
        Files.writeString(RECEIVED, served);
        String approved = Files.exists(APPROVED) ? Files.readString(APPROVED) : "";

        assertThat(difference(approved.lines().toList(), served.lines().toList()))
                .as("""
                        the contract has changed. If that was meant, approve it:
                            cp api/target/received/openapi.json api/src/test/resources/approved/openapi.json
                        and add a line to CHANGELOG.md and to api/src/main/resources/docs/pages/changelog.md. If it was not, mend
                        api/src/main/resources/openapi""")
                .isEmpty();
    }

    /** The lines in which the two differ, from the first to the last one, shortened. */
    private static String difference(List<String> approved, List<String> served) {
        int from = 0;
        while (from < Math.min(approved.size(), served.size()) && approved.get(from).equals(served.get(from))) {
            from++;
        }
        int end = 0;
        while (end < Math.min(approved.size(), served.size()) - from
                && approved.get(approved.size() - 1 - end).equals(served.get(served.size() - 1 - end))) {
            end++;
        }
        List<String> gone = approved.subList(from, approved.size() - end);
        List<String> come = served.subList(from, served.size() - end);
        return gone.isEmpty() && come.isEmpty()
                ? ""
                : "from line " + (from + 1) + "\n" + prefixed("- ", gone) + "\n" + prefixed("+ ", come);
    }

    private static String prefixed(String prefix, List<String> lines) {
        return lines.stream().limit(SHOWN).map(line -> prefix + line).collect(Collectors.joining("\n"))
                + (lines.size() > SHOWN ? "\n" + prefix + "… " + (lines.size() - SHOWN) + " more lines" : "");
    }

    @Test
    void a_client_that_has_it_is_not_sent_it_again() {
        Reply first = Http.get("/openapi.json");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(Http.send("GET", "/openapi.json", Map.of("If-None-Match", tag), null).status()).isEqualTo(304);
        assertThat(first.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    }

    @Test
    void it_is_there_as_yaml_too() {
        Reply yaml = Http.get("/openapi.yaml");

        assertThat(yaml.text()).startsWith("openapi: 3.1.0").contains("  /v1/listings/{id}:\n");
        assertThat(yaml.headers().firstValue("Content-Type")).contains("application/yaml;charset=utf-8");
    }
}
