package com.steveslist.infra.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.command.privacy.KeysUnavailableException;
import com.steveslist.infra.http.InTime;
import com.steveslist.infra.privacy.KeysProperties.Hashicorp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Vault's HTTP API. What fails on the way, is too much for the server or finds it sealed is tried three times in all; a token that is no
 * longer good is asked for anew once. Nothing of a body or a token is ever logged or quoted.
 */
final class HashicorpCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 100;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final int EXPECTATION = 412;

    private final Hashicorp settings;
    private final String address;
    private final HttpClient client;
    private volatile @Nullable String token;

    HashicorpCalls(Hashicorp settings) {
        this.settings = settings;
        this.address = Objects.requireNonNull(settings.address()).toString().replaceFirst("/+$", "");
        this.token = settings.token();
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @param body of JSON; a missing node when there is none */
    record Answer(int status, JsonNode body) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /** Any answer below 500 but "try again". Throws {@link KeysUnavailableException} when there is none. */
    Answer call(String method, String path, @Nullable Map<String, ?> body) {
        String known = token;
        String used = known == null ? signIn(null) : known;
        Answer answer = tried(method, path, body, used);
        if (answer.status() == FORBIDDEN && settings.token() == null) {
            answer = tried(method, path, body, signIn(used));
        }
        return answer;
    }

    /**
     * With role and secret id; the token that comes of it is used until it is refused. Of many that wait for one, the first signs in.
     *
     * @param refused the token that is no longer good; null for none
     */
    private synchronized String signIn(@Nullable String refused) {
        String known = token;
        if (known != null && !known.equals(refused)) {
            return known;
        }
        Answer answer = tried("POST", "auth/approle/login",
                Map.of("role_id", Objects.requireNonNull(settings.roleId()), "secret_id", Objects.requireNonNull(settings.secretId())),
                null);
        String fresh = answer.body().path("auth").path("client_token").asText("");
        if (!answer.isSuccess() || fresh.isEmpty()) {
            throw new KeysUnavailableException("Vault does not let us in with this role: " + answer.status(), null);
        }
        token = fresh;
        return fresh;
    }

    private Answer tried(String method, String path, @Nullable Map<String, ?> body, @Nullable String with) {
        IOException last = null;
        int status = 0;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                Answer answer = send(request(method, path, body, with));
                status = answer.status();
                if (status < SERVER && status != TOO_MANY && status != EXPECTATION) {
                    return answer;
                }
            } catch (IOException e) {
                last = e;
            }
            long pause = attempt * PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
        String why = last != null ? last.getClass().getSimpleName() : "it answers " + status;
        throw new KeysUnavailableException("Vault at " + address + " cannot be used: " + why, last);
    }

    private HttpRequest request(String method, String path, @Nullable Map<String, ?> body, @Nullable String with) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                .header("X-Vault-Request", "true")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (with != null) {
            request.header("X-Vault-Token", with);
        }
        if (settings.namespace() != null) {
            request.header("X-Vault-Namespace", settings.namespace());
        }
        return request.build();
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = InTime.send(client, request, settings.timeout());
            byte[] body = response.body();
            return new Answer(response.statusCode(), body.length == 0 ? JSON.missingNode() : JSON.readTree(body));
        } catch (JsonProcessingException e) {
            // Its message would quote the body.
            throw new IOException("no JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeysUnavailableException("interrupted while Vault was asked", null);
        }
    }

    private static String text(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map can be written");
        }
    }
}
