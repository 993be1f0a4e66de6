package com.steveslist.api.session;

import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Sessions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open session as its owner sees it.
 *
 * @param lastUsedAt to half a minute
 * @param current whether it is the one that asks
 * @param userAgent program and system in a few words
 */
record SessionResource(
        String id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, boolean current, @Nullable String userAgent) {

    static SessionResource of(Sessions.Row row, @Nullable Identity asking) {
        boolean current = asking != null && asking.credentialId().equals(row.id().value());
        return new SessionResource(row.id().value(), row.createdAt(), row.lastUsedAt(), row.expiresAt(), current, row.userAgent());
    }
}
