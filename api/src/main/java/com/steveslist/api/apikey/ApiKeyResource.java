package com.steveslist.api.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.command.privacy.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its owner sees it.
 *
 * @param prefix how the key begins
 * @param lastUsedAt to half a minute; null when it was not used yet
 * @param expiresAt from when on it works nowhere; null when it works until it is revoked
 * @param rotatedTo the key that takes its place; null when there is none
 * @param key the secret; in the answer that makes it, and never again
 */
record ApiKeyResource(
        String id,
        @Nullable String name,
        String prefix,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable String rotatedTo,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {

    static ApiKeyResource of(ApiKeys.Row row, PersonalData personal) {
        return of(row, personal, null);
    }

    /** @param secret shown this once */
    static ApiKeyResource of(ApiKeys.Row row, PersonalData personal, @Nullable String secret) {
        return new ApiKeyResource(
                row.id().value(),
                personal.read(row.name()),
                row.prefix(),
                row.scopes().stream().sorted().toList(),
                row.createdAt(),
                row.lastUsedAt(),
                row.expiresAt(),
                row.rotatedTo() == null ? null : row.rotatedTo().value(),
                secret);
    }

    /** When anything of it changed last. */
    static Instant changedAt(ApiKeys.Row row) {
        return Stream.of(row.createdAt(), row.lastUsedAt(), row.rotatedAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
