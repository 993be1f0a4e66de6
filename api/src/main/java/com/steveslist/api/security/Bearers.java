package com.steveslist.api.security;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who shows credentials in another place than a request's headers, such as the first message over a WebSocket. */
@Component
public final class Bearers {

    private static final String BEARER = "Bearer ";

    private final CredentialCache credentials;

    Bearers(CredentialCache credentials) {
        this.credentials = credentials;
    }

    /** @param standing whether the credentials still hold; to be asked as often as every second */
    public record Bearer(Identity identity, BooleanSupplier standing) {}

    /** Null when it opens nothing. @param credentials a key or token, with {@code Bearer} before it or without */
    public @Nullable Bearer find(String credentials) {
        boolean isBearer = credentials.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String secret = (isBearer ? credentials.substring(BEARER.length()) : credentials).strip();
        Identity identity = AuthenticationFilter.looksLikeOurs(secret) ? this.credentials.find(secret) : null;
        return identity == null ? null : new Bearer(identity, () -> this.credentials.find(secret) != null);
    }
}
