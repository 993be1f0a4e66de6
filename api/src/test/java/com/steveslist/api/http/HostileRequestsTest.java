package com.steveslist.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are hardly HTTP, sent over plain sockets because no client would send them: all are the client's mistake. */
@ExtendWith(PrintsTheLog.class)
class HostileRequestsTest {

    private static final String HEADERS = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    private static String answerTo(String bytes) throws IOException {
        try (Socket socket = new Socket("localhost", SharedApplication.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void isRefused(String bytes, int status) throws IOException {
        String answer = answerTo(bytes);
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).contains("application/problem+json", "X-Request-Id: ", "\"code\"").doesNotContain("<html", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/v1/listings?a=[1]", "/v1/listings?a=<>", "/v1/listings?a=|", "/v1/listings?{}", "/v1/listings/a\\b", "/v1/listings/\u00e9",
            "/v1/listings/%00", "/v1/listings/..;/", "//v1/listings", "/v1/listings;a=b", "/v1/listings;a=%", "/v1/listings/%2f",
            "/v1/listings?limit=%zz"})
    void an_address_that_no_address_is(String target) throws IOException {
        isRefused("GET " + target + HEADERS + "\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A : a", "X-A: a\0b", "Host: two", "Content-Length: -1", "Content-Length: a"})
    void a_header_that_no_header_is(String header) throws IOException {
        isRefused("POST /v1/accounts" + HEADERS + JSON + header + "\r\n\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key", "Accept", "Consistency-Token", "Authorization", "Cookie"})
    void a_header_with_bytes_that_are_no_letters(String name) throws IOException {
        isRefused("POST /v1/accounts" + HEADERS + JSON + name + ": \u00c4\u00b0\u0080\r\nContent-Length: 2\r\n\r\n{}", 400);
    }

    @Test
    void a_method_that_is_no_word() throws IOException {
        isRefused("G@T /v1/listings" + HEADERS + "\r\n", 400);
    }

    @Test
    void more_headers_than_anybody_needs() throws IOException {
        isRefused("GET /v1/listings" + HEADERS + "X-A: 1\r\n".repeat(500) + "\r\n", 400);
        isRefused("GET /v1/listings" + HEADERS + "X-A: " + "a".repeat(100_000) + "\r\n\r\n", 400);
    }

    @Test
    void chunks_that_are_none() throws IOException {
        isRefused("POST /v1/accounts" + HEADERS + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 400);
    }

    @Test
    void a_body_that_ends_early() throws IOException {
        isRefused("POST /v1/accounts" + HEADERS + JSON + "Content-Length: 50\r\n\r\n{\"name\":", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2B999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "9999-12-31T23:59:59-18:00"})
    void a_time_beyond_all_calendars(String time) throws IOException {
        isRefused("GET /v1/listings?created_since=" + time + HEADERS + "\r\n", 400);
        isRefused("GET /v1/search/listings?created_before=" + time + HEADERS + "\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"near=0x1p3,1", "near=1d,2f", "near=NaN,1", "near=1,1&radius_km=Infinity", "limit=%D9%A1", "limit=%2B1"})
    void a_number_that_only_a_programming_language_takes_for_one(String parameter) throws IOException {
        isRefused("GET /v1/search/listings?" + parameter + HEADERS + "\r\n", 400);
    }

    @Test
    void what_people_put_into_a_path_by_mistake_does_not_get_into_the_log() throws IOException {
        for (String path : List.of("/v1/accounts/needle@example.com", "/needle@example.com", "/v1/listings/<needle@example.com>")) {
            answerTo("GET " + path + HEADERS + "\r\n");
        }
        answerTo("GET /v1/listings/lst_0123456789abcdefghjkmnpqrs" + HEADERS + "\r\n");
        await()
                .untilAsserted(() -> assertThat(Files.readString(SharedApplication.log()))
                        .contains("/v1/listings/lst_0123456789abcdefghjkmnpqrs"));
        assertThat(Files.readString(SharedApplication.log())).doesNotContain("needle@");
    }
}
