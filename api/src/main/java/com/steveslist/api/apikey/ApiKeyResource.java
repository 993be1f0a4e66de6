package com.steveslist.api.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.command.privacy.PersonalData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its owner sees it.
 *
 * @param prefix how the key begins
 * @param key the secret; in the answer that makes it, and never again
 */
record ApiKeyResource(
        String id,
        @Nullable String name,
        String prefix,
        List<String> scopes,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {

    static ApiKeyResource of(ApiKeys.Row row, PersonalData personal) {
        return new ApiKeyResource(
                row.id().value(),
                personal.decrypt(row.name()).orElse(null),
                row.prefix(),
                row.scopes().stream().sorted().toList(),
                row.createdAt(),
                null);
    }

    ApiKeyResource with(String secret) {
        return new ApiKeyResource(id, name, prefix, scopes, createdAt, secret);
    }
}
