package com.steveslist.api.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A way to sign in with somebody else. */
record IdentityResource(String id, String provider, Instant createdAt, @Nullable Instant lastUsedAt) {

    static IdentityResource of(Identities.Row row) {
        return new IdentityResource(row.id(), row.provider(), row.createdAt(), row.lastUsedAt());
    }
}
