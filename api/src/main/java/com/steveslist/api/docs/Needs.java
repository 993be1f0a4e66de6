package com.steveslist.api.docs;

import com.steveslist.api.openapi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What has to be there before a call's curl can be pasted, and how one comes by it. */
final class Needs {

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z][A-Z_]+)");
    private static final Pattern BUYERS = Pattern.compile("/v1/(checkouts|payments|cart)(/.*)?");

    /** The quick start sets these. */
    static final Set<String> SET = Set.of("STEVESLIST", "STEVESLIST_KEY", "ACCOUNT", "LISTING", "CHECKOUT", "PAYMENT", "ORDER", "REFUND");

    private static final Map<String, String> WHENCE = Map.of(
            "API_KEY", "the `id` that `POST /v1/api-keys` answers",
            "SESSION", "the `id` of one that `GET /v1/sessions` lists",
            "IMPORT", "the `id` that `POST /v1/imports` answers",
            "OAUTH_CLIENT", "the `id` that `POST /v1/oauth-clients` answers",
            "AUTHORIZATION",
            "the `id` of one that `GET /v1/accounts/me/authorizations` lists, once you [allowed a program](/docs/oauth) something",
            "SAVED_SEARCH", "the `id` that `POST /v1/saved-searches` answers",
            "IDENTITY", "the `id` of one that `GET /v1/accounts/me/identities` lists, once you signed in with a provider",
            "STREAM", "the id of any thing of yours, such as `$ORDER`",
            "REQUEST", "the `X-Request-Id` of any answer that you got");

    private Needs() {}

    /** Markdown; empty when the quick start has set all of it. */
    static String of(Operation operation) {
        List<String> needs = new ArrayList<>();
        String impossible = operation.node().path("x-not-in-a-test").asString("");
        if (operation.path().endsWith("/stream")) {
            needs.add("It goes on until you end it.");
        } else if (!impossible.isEmpty()) {
            needs.add("Not to be pasted as it stands: " + impossible + ".");
        }
        if (BUYERS.matcher(operation.path()).matches()) {
            needs.add("As the buyer: `export STEVESLIST_KEY=$BUYER_SESSION`.");
        }
        variables(Curl.of(operation)).stream()
                .filter(variable -> !SET.contains(variable))
                .forEach(variable -> needs.add("`$" + variable + "`: " + whence(variable) + "."));
        return String.join(" ", needs);
    }

    static List<String> variables(String curl) {
        return VARIABLE.matcher(curl).results().map((MatchResult found) -> found.group(1)).distinct().toList();
    }

    private static String whence(String variable) {
        String known = WHENCE.get(variable);
        if (known == null) {
            throw new IllegalStateException("say in Needs where $" + variable + " comes from");
        }
        return known;
    }
}
