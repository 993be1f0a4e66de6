package com.steveslist.api.authorisation;

import com.steveslist.api.security.Scope;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Http.Reply;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The people and programs of the table, signed up when they are first needed. */
public final class Callers {
    static final String PASSWORD = "a long password";
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Someone> people = new HashMap<>();
    private final Map<String, String> sessions = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    /** Somebody with an account. */
    record Someone(String id, String email) {}

    /** Never the same. */
    static String unique() {
        return ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    }

    /** @param lacking which scopes the key of {@code no_scope} has not; null for all of them */
    Map<String, String> credentials(String caller, @Nullable Predicate<String> lacking) {
        return switch (caller) {
            case "nobody" -> Map.of();
            case "stranger", "buyer", "seller" -> bearer(session(caller));
            case "no_scope" ->
                bearer(key("seller", Scope.codes().stream().filter(code -> lacking != null && !lacking.test(code)).toList()));
            case "auditor", "analyst" -> {
                String scope = caller.equals("auditor") ? "audit:read" : "analytics:read";
                yield bearer(key(caller, Scope.of(scope).isPresent() ? List.of(scope) : List.of()));
            }
            default -> throw new IllegalArgumentException("there is no caller " + caller);
        };
    }

    private static Map<String, String> bearer(String secret) {
        return Map.of("Authorization", "Bearer " + secret);
    }

    Someone person(String name) {
        return people.computeIfAbsent(name, Callers::signUp);
    }

    /** After something happened to sessions or accounts. */
    void signInAgain() {
        sessions.clear();
    }

    /** From now on everybody is somebody new. */
    void replaceAll() {
        people.clear();
        sessions.clear();
        keys.clear();
    }

    private static Someone signUp(String name) {
        String email = name + "-" + unique() + "@people.example";
        Reply account = post("/v1/accounts", Map.of(), Map.of("email", email, "password", PASSWORD, "name", name));
        return new Someone(account.json().at("/data/id").asString(), email);
    }

    private String session(String name) {
        return sessions.computeIfAbsent(name, n -> post(
                "/v1/sessions", Map.of(), Map.of("email", person(n).email(), "password", PASSWORD)).json().at("/data/token").asString());
    }

    private String key(String owner, Collection<String> scopes) {
        return keys.computeIfAbsent(owner + new TreeSet<>(scopes), name -> post(
                "/v1/api-keys", bearer(session(owner)), Map.of("name", "A key of the table", "scopes", scopes)).json().at("/data/key")
                .asString());
    }

    private static Reply post(String path, Map<String, String> credentials, Map<String, ?> body) {
        Map<String, String> headers = new HashMap<>(credentials);
        headers.put("Content-Type", "application/json");
        Reply reply = Http.send("POST", path, headers, JSON.writeValueAsString(body));
        if (!reply.isSuccess()) {
            throw new AssertionError("POST " + path + ": " + reply);
        }
        return reply;
    }
}
