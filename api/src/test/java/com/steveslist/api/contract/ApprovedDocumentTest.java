package com.steveslist.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The served document is an approved text: nobody changes the contract without meaning to. */
class ApprovedDocumentTest {
    private static final Path HOME = Path.of(Objects.requireNonNull(System.getProperty("steveslist.home")));
    private static final Path APPROVED = HOME.resolve("api/src/test/resources/approved/openapi.json");
    private static final Path RECEIVED = HOME.resolve("api/target/received/openapi.json");

    @Test
    void what_is_served_is_what_was_approved() throws IOException {
        String served = Http.send("GET", "/openapi.json", Map.of("Accept", "*/*"), null).text() + "\n";
        Files.createDirectories(RECEIVED.getParent());
        Files.writeString(RECEIVED, served);
        String approved = Files.exists(APPROVED) ? Files.readString(APPROVED) : "";

        assertThat(served.lines().toList())
                .as("""
                        the contract has changed. If that was meant, approve it:
                            cp api/target/received/openapi.json api/src/test/resources/approved/openapi.json
                        and add a line to CHANGELOG.md and to api/src/main/resources/docs/pages/changelog.md. If it was not, mend
                        api/src/main/resources/openapi""")
                .isEqualTo(approved.lines().toList());
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
