package com.steveslist.api.oauth;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.input.Body;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody says about a program of theirs. */
final class OAuthClientInput {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_URIS = 10;

    private OAuthClientInput() {}

    /** What is to be another one; null for what stays as it is. */
    record Change(@Nullable String name, @Nullable Set<String> redirectUris, @Nullable Set<String> scopes) {}

    static String name(Body body) {
        return body.requiredText("name", 1, LONGEST_NAME);
    }

    static Change change(Body body) {
        return new Change(
                body.has("name") ? name(body) : null,
                body.has("redirect_uris") ? redirectUris(body) : null,
                body.has("scopes") ? scopes(body) : null);
    }

    static Set<String> redirectUris(Body body) {
        List<String> uris = body.texts("redirect_uris", MOST_URIS, 1, RedirectUris.LONGEST);
        if (!uris.stream().allMatch(RedirectUris::isAllowed)) {
            body.reject(
                    "redirect_uris",
                    "invalid_value",
                    "redirect_uris are whole https addresses without fragment, or http ones of localhost, 127.0.0.1 or [::1].");
        }
        return new LinkedHashSet<>(uris);
    }

    static Set<String> scopes(Body body) {
        List<String> scopes = body.texts("scopes", Scope.values().length, 1, 50);
        if (scopes.isEmpty() || !ProgramScopes.codes().containsAll(scopes)) {
            body.reject(
                    "scopes",
                    scopes.isEmpty() ? "required" : "invalid_value",
                    "scopes are one or more of: " + String.join(", ", ProgramScopes.codes()) + ".");
        }
        return new LinkedHashSet<>(scopes);
    }

    /** A program that can keep no secret does nothing but send people here and get them back. */
    static void requireWayBack(Set<String> redirectUris, boolean confidential) {
        if (redirectUris.isEmpty() && !confidential) {
            throw ApiException.invalid(new FieldError(
                    FieldError.In.BODY, "/redirect_uris", "required", "A client that is not confidential needs redirect_uris."));
        }
    }

    /** Whoever has a key must not get at more through a program than through the key. */
    static void requireScopes(@Nullable Identity identity, Set<String> scopes) {
        if (identity != null && identity.kind() != Identity.Kind.SESSION && !identity.scopes().containsAll(scopes)) {
            throw ApiException.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "A key cannot register or change a client that may do more than itself.");
        }
    }
}
