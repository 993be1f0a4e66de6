package com.steveslist.api.security;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sessions: opaque tokens that can be taken back, of which only hashes are kept. */
@Component
public final class Sessions {

    /** How long a session lasts. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final CredentialCache cache;
    private final Signer signer;

    Sessions(@Qualifier("securityJdbc") JdbcClient jdbc, CredentialCache cache, Signer signer) {
        this.jdbc = jdbc;
        this.cache = cache;
        this.signer = signer;
    }

    /** @param csrfToken what a page must send back in {@code X-CSRF-Token} when it uses the cookie */
    public record Opened(String token, String csrfToken, Instant expiresAt) {}

    public Opened open(AccountId account) {
        String token = Secret.next(Secret.SESSION_PREFIX);
        Instant expires = Instant.now().plus(LIFETIME);
        jdbc.sql("insert into sessions (id, token_hash, account_id, expires_at) values (?, ?, ?, ?)")
                .params(Ids.next("ses"), Secret.hash(token), account.value(), OffsetDateTime.ofInstant(expires, ZoneOffset.UTC))
                .update();
        return new Opened(token, csrfToken(token), expires);
    }

    /** Ends a session everywhere: here at once, on other nodes within a second. */
    public void close(String sessionId) {
        jdbc.sql("update sessions set revoked_at = clock_timestamp() where id = ? and revoked_at is null returning token_hash")
                .param(sessionId)
                .query((row, n) -> Secret.text(row.getBytes(1)))
                .optional()
                .ifPresent(cache::evict);
    }

    /** Belongs to one session; whoever can only make a browser send its cookie does not know it. */
    String csrfToken(String token) {
        return signer.sign(Signer.Use.CSRF, token);
    }
}
