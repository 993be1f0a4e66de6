package com.steveslist.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.testing.SharedApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DocsTest {

    @Test
    void every_route_is_there_with_who_may_call_it() throws Exception {
        String page = page("/docs");
        assertThat(page).contains(
                "<tr><td><code>GET</code></td><td><code>/v1/listings/{id}</code></td><td>everybody</td>",
                "<code>/v1/checkouts</code></td><td>session, or key with <code>",
                "<td><code>idempotency-key</code></td>")
                .doesNotContain("{rows}");
    }

    @Test
    void the_type_of_every_error_leads_to_its_code() throws Exception {
        assertThat(page("/docs/errors")).contains(
                Arrays.stream(ErrorCode.values()).map(code -> "<tr id=\"" + code.code() + "\">").toList());
    }

    private static String page(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(SharedApplication.address() + path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
            return answer.body();
        }
    }
}
