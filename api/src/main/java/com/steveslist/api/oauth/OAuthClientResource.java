package com.steveslist.api.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.steveslist.command.privacy.PersonalData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program as its owner sees it.
 *
 * @param id what it sends as {@code client_id}
 * @param clientSecret in the answer that makes it, and never again; none when it is not confidential
 */
record OAuthClientResource(
        String id,
        @Nullable String name,
        List<String> redirectUris,
        List<String> scopes,
        boolean confidential,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientSecret) {

    static OAuthClientResource of(OAuthClients.Row row, PersonalData personal, @Nullable String secret) {
        return new OAuthClientResource(
                row.id(),
                personal.read(row.name()),
                List.copyOf(row.redirectUris()),
                row.scopes().stream().sorted().toList(),
                row.confidential(),
                row.createdAt(),
                row.updatedAt(),
                secret);
    }
}
