package com.steveslist.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As much of a browser as signing in needs: it keeps cookies of {@link SharedApplication} and follows redirects only when told to. */
public final class Browser {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** What came back. */
    public record Shown(int status, String body, HttpResponse<String> response) {
        /** Where it leads. */
        public String location() {
            return response.headers().firstValue("Location").orElse("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The error's code, of whatever form it is. */
        public String code() {
            JsonNode error = json();
            return error.path("code").asString(error.path("error").asString(""));
        }
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** Takes over somebody's session. */
    public Browser signedInAs(Person person) {
        Shown shown = send("POST", "/v1/sessions", "application/json",
                JSON.writeValueAsString(Map.of("email", person.email(), "password", person.password())), Map.of());
        if (shown.status() != 201) {
            throw new IllegalStateException("sign in: " + shown.body());
        }
        return this;
    }

    public Shown get(String address) {
        return get(address, Map.of("Accept", "text/html,*/*;q=0.8"));
    }

    public Shown get(String address, Map<String, String> headers) {
        return send("GET", address, "", "", headers);
    }

    /** Sends a form. */
    public Shown post(String address, Map<String, String> fields, Map<String, String> headers) {
        return send("POST", address, "application/x-www-form-urlencoded", form(fields), headers);
    }

    public Shown post(String address, List<Map.Entry<String, String>> fields) {
        String body = fields.stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", address, "application/x-www-form-urlencoded", body, Map.of());
    }

    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public Shown send(String method, String address, String contentType, String body, Map<String, String> headers) {
        URI uri = SharedApplication.address().resolve(address);
        boolean ours = uri.getPort() == SharedApplication.port();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        if (ours && !cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            if (ours) {
                response.headers().allValues("Set-Cookie").forEach(this::keep);
            }
            return new Shown(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        String[] parts = cookie.split(";")[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(parts[0]);
        } else {
            cookies.put(parts[0], parts[1]);
        }
    }
}
