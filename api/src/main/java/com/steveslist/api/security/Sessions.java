package com.steveslist.api.security;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sessions: opaque tokens that can be taken back, of which only hashes are kept. */
@Component
public final class Sessions implements Chore {

    /** How long a session lasts. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private static final Duration SWEEP = Duration.ofHours(1);

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

    /**
     * An open session as its owner may see it.
     *
     * @param lastUsedAt to half a minute
     * @param userAgent program and system in a few words; null when it said nothing
     */
    public record Row(SessionId id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, @Nullable String userAgent) {}

    /** @param userAgent the client's header, of which a few words are kept; null when it sent none */
    public Opened open(AccountId account, @Nullable String userAgent) {
        String token = Secret.next(Secret.SESSION_PREFIX);
        Instant expires = Instant.now().plus(LIFETIME);
        jdbc.sql("insert into sessions (id, token_hash, account_id, expires_at, user_agent) values (?, ?, ?, ?, ?)")
                .params(
                        Ids.next(SessionId.PREFIX),
                        Secret.hash(token),
                        account.value(),
                        OffsetDateTime.ofInstant(expires, ZoneOffset.UTC))
                .param(UserAgents.inShort(userAgent))
                .update();
        return new Opened(token, csrfToken(token), expires);
    }

    /** Open sessions, newest first, those opened before {@code before}. */
    public List<Row> list(AccountId account, @Nullable String before, int limit) {
        return jdbc.sql("""
                        select * from sessions
                        where account_id = ? and revoked_at is null and expires_at > clock_timestamp() and id < ?
                        order by id desc limit ?""")
                .params(account.value(), before == null ? "~" : before, limit)
                .query(Sessions::row)
                .list();
    }

    /** Whether it still opens the account; asks the database, so it knows at once. */
    public boolean isOpen(AccountId account, SessionId session) {
        return jdbc.sql("""
                        select exists (select from sessions
                        where id = ? and account_id = ? and revoked_at is null and expires_at > clock_timestamp())""")
                .params(session.value(), account.value())
                .query(Boolean.class)
                .single();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Instant created = row.getTimestamp("created_at").toInstant();
        Instant used = row.getTimestamp("last_used_at") == null ? created : row.getTimestamp("last_used_at").toInstant();
        return new Row(new SessionId(row.getString("id")), created, used, row.getTimestamp("expires_at").toInstant(),
                row.getString("user_agent"));
    }

    /** Ends a session everywhere: here at once, on other nodes within a second. Again changes nothing. False when it is not this account's. */
    public boolean end(AccountId account, SessionId session) {
        Optional<String> hash = jdbc.sql("""
                        update sessions set revoked_at = coalesce(revoked_at, clock_timestamp())
                        where id = ? and account_id = ?
                        returning token_hash""")
                .params(session.value(), account.value())
                .query((row, n) -> Secret.text(row.getBytes(1)))
                .optional();
        hash.ifPresent(cache::evict);
        return hash.isPresent();
    }

    /** Ends an account's sessions everywhere, likewise. @param kept the one that goes on; null to end all */
    public void endAll(AccountId account, @Nullable SessionId kept) {
        jdbc.sql("""
                        update sessions set revoked_at = clock_timestamp()
                        where account_id = ? and revoked_at is null and id is distinct from ?
                        returning token_hash""")
                .param(account.value())
                .param(kept == null ? null : kept.value())
                .query((row, n) -> Secret.text(row.getBytes(1)))
                .list()
                .forEach(cache::evict);
    }

    /** Belongs to one session; whoever can only make a browser send its cookie does not know it. */
    String csrfToken(String token) {
        return signer.sign(Signer.Use.CSRF, token);
    }

    @Override
    public Duration pause() {
        return SWEEP;
    }

    @Override
    public void run() {
        jdbc.sql("delete from sessions where expires_at < clock_timestamp() - interval '1 day'").update();
    }
}
