package com.steveslist.api.authorisation;

import static org.awaitility.Awaitility.await;

import com.steveslist.api.authorisation.Tables.Call;
import com.steveslist.api.authorisation.Tables.Recipe;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Http.Reply;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the rows are about: makes what placeholders stand for when it is needed, sends calls, and forgets what a call used up. */
public final class Stage {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9_]+)}");

    private final Callers callers = new Callers();
    private final Map<String, Recipe> recipes = Tables.recipes();
    private final Map<String, String> made = new HashMap<>();
    private @Nullable String token;

    /** Sends a call and notes what it used up. @param lacking see {@link Callers#credentials} */
    public Reply send(String caller, Call call, @Nullable Predicate<String> lacking) {
        Set<String> used = new HashSet<>();
        Reply reply = send(caller, call, lacking, used);
        if (reply.isSuccess() && !call.method().equals("GET")) {
            changed(call, reply, used);
        }
        return reply;
    }

    /** Sends a question of GraphQL, of which only its writer knows whether it changes something. */
    Reply ask(String caller, Call call, @Nullable Predicate<String> lacking, boolean changes) {
        Set<String> used = new HashSet<>();
        Reply reply = send(caller, call, lacking, used);
        if (changes && GraphqlAuthorisationTest.outcome(reply).equals("data")) {
            changed(call, reply, used);
        }
        return reply;
    }

    private Reply send(String caller, Call call, @Nullable Predicate<String> lacking, Set<String> used) {
        String path = fill(call.path(), used);
        String body = call.body() == null ? null : fill(call.body(), used);
        Map<String, String> headers = new HashMap<>(callers.credentials(caller, lacking));
        usualHeaders(call, body != null, headers);
        headers.putAll(call.headers());
        headers.remove("Until");
        return Http.send(call.method(), path, headers, body);
    }

    private void usualHeaders(Call call, boolean withBody, Map<String, String> headers) {
        headers.put("Accept", "application/json, */*;q=0.5");
        if (withBody) {
            headers.put("Content-Type", "application/json");
        }
        if (call.method().equals("POST") || call.method().equals("PATCH")) {
            headers.put("Idempotency-Key", "row-" + Callers.unique());
        }
        if (call.method().equals("PUT")) {
            headers.put("If-Match", "*");
        }
        if (token != null) {
            headers.put("Consistency-Token", token);
        }
    }

    private void changed(Call call, Reply reply, Set<String> used) {
        made.keySet().removeAll(used);
        token = reply.headers().firstValue("Consistency-Token").orElse(token);
        if (call.path().startsWith("/v1/sessions") || call.path().startsWith("/v1/accounts")) {
            callers.signInAgain();
        }
    }

    /** A key or token of this caller; empty for nobody. */
    public String secret(String caller) {
        return callers.credentials(caller, null).getOrDefault("Authorization", "").replace("Bearer ", "");
    }

    /** Says that a call was made elsewhere, and what it names may be used up. */
    public void forget(Call call) {
        if (!call.method().equals("GET")) {
            PLACEHOLDER.matcher(call.path()).results().forEach(placeholder -> made.remove(placeholder.group(1)));
            callers.signInAgain();
        }
    }

    /** From now on everybody is somebody new, and so is everything of theirs. */
    public void clear() {
        made.clear();
        callers.replaceAll();
    }

    /** A text with its placeholders replaced. */
    public String fill(String text) {
        return fill(text, new HashSet<>());
    }

    private String fill(String text, Set<String> used) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), used)));
    }

    private String value(String name, Set<String> used) {
        return switch (name) {
            case "new" -> Callers.unique();
            case "now" -> Instant.now().toString();
            case "password" -> Callers.PASSWORD;
            case "seller", "buyer", "stranger" -> callers.person(name).id();
            case "seller_email", "buyer_email", "stranger_email" -> callers.person(name.replace("_email", "")).email();
            default -> {
                used.add(name);
                String known = made.get(name);
                if (known == null) {
                    known = make(name);
                    made.put(name, known);
                }
                yield known;
            }
        };
    }

    private String make(String name) {
        Recipe recipe = recipes.get(name);
        if (recipe == null) {
            throw new AssertionError("there is no placeholder {" + name + "}; known: " + recipes.keySet()
                    + ". In GraphQL, write a selection with spaces: { id }");
        }
        Reply reply = send(recipe.caller(), recipe.call(), null);
        String value = reply.json().at(recipe.pointer()).asString("");
        if (!reply.isSuccess() || value.isEmpty()) {
            throw new AssertionError("{" + name + "} could not be made: " + reply + " " + reply.text());
        }
        String until = recipe.call().headers().get("Until");
        if (until != null) {
            awaitThat(recipe.caller(), reply, until);
        }
        return value;
    }

    /** {@code Until: /data/status=failed}: reads what was made, at its {@code Location}, until it says so. */
    private void awaitThat(String caller, Reply reply, String until) {
        String location = reply.headers().firstValue("Location").orElseThrow();
        String path = location.substring(location.indexOf("/v1/"));
        String[] condition = until.split("=", 2);
        await().until(() -> send(caller, new Call("GET", path, null, Map.of()), null)
                .json().at(condition[0]).asString("").equals(condition[1]));
    }
}
