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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is served as OpenAPI and as GraphQL's schema are approved texts: nobody changes the contract without meaning to. */
class ApprovedDocumentTest {
    private static final Path HOME = Path.of(Objects.requireNonNull(System.getProperty("steveslist.home")));
    private static final Path APPROVED = HOME.resolve("api/src/test/resources/approved");
    private static final Path RECEIVED = HOME.resolve("api/target/received");
    private static final int SHOWN = 40;

    @ParameterizedTest
    @CsvSource({"/openapi.json,openapi.json,openapi", "/graphql/schema,schema.graphqls,graphql"})
    void what_is_served_is_what_was_approved(String path, String file, String source) throws IOException {
        String served = Http.send("GET", path, Map.of("Accept", "*/*"), null).text().strip() + "\n";
        Files.createDirectories(RECEIVED);
        Files.writeString(RECEIVED.resolve(file), served);
        String approved = Files.exists(APPROVED.resolve(file)) ? Files.readString(APPROVED.resolve(file)) : "";

        assertThat(difference(approved.lines().toList(), served.lines().toList()))
                .as("""
                        the contract has changed. If that was meant, approve it:
                            cp api/target/received/%1$s api/src/test/resources/approved/%1$s
                        and add a line to CHANGELOG.md and to api/src/main/resources/docs/pages/changelog.md. If it was not, mend
                        api/src/main/resources/%2$s""", file, source)
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
