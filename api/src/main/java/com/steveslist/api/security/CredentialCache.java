package com.steveslist.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.staff.StaffRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the secrets that were used last open, so that a request of a busy key costs no round trip. A secret that is not here is looked
 * up, so a new one works on any node at once. What was revoked or rotated, and whose roles changed, is asked for several times a second;
 * while that fails nothing is answered from memory, so a revoked secret or role works nowhere for longer than a second.
 */
@Component
final class CredentialCache implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialCache.class);

    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 250;
    private static final long TRUSTED_NANOS = 900_000_000;
    /** A poll looks back further, so polls that begin within this time of each other have missed nothing between them. */
    private static final long UNWATCHED_NANOS = 10_000_000_000L;

    /** Of the account of a row; a program of somebody else's has none of it. */
    private static final String STAFF =
            "array(select role from staff where staff.account_id = credential.account_id and staff.revoked_at is null) as staff";

    /** @param askedAt by {@code System.nanoTime}, before the table was */
    private record Known(Identity identity, Instant until, long askedAt) {}

    /** A question to the table that has no answer yet. @param begun by {@code System.nanoTime} */
    private record Asking(long begun, CompletableFuture<@Nullable Known> answer) {}

    private final JdbcClient jdbc;
    private final LastUse lastUse;
    private final Map<String, Asking> asking = new ConcurrentHashMap<>();
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT.plusSeconds(ThreadLocalRandom.current().nextInt(60))).build();
    private final LongSupplier nanoTime;
    private volatile long polledAt;
    /** By the wall's clock, which goes on while a machine is suspended. */
    private long polledAtMillis;
    /** What was asked before is forgotten: nobody watched whether it was revoked. */
    private volatile long watchedSince;
    private volatile @Nullable Thread poller;

    @Autowired
    CredentialCache(@Qualifier("securityJdbc") JdbcClient jdbc, LastUse lastUse) {
        this(jdbc, lastUse, System::nanoTime);
    }

    CredentialCache(JdbcClient jdbc, LastUse lastUse, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.lastUse = lastUse;
        this.nanoTime = nanoTime;
        this.polledAt = nanoTime.getAsLong() - UNWATCHED_NANOS;
        this.watchedSince = polledAt;
    }

    /** Null when the secret opens nothing, or no longer. */
    @Nullable
    Identity find(String secret) {
        byte[] hash = Secret.hash(secret);
        String text = Secret.text(hash);
        Known hit = known.getIfPresent(text);
        if (!isFresh(hit)) {
            hit = asked(text, secret, hash);
        }
        if (hit == null || !Instant.now().isBefore(hit.until())) {
            return null;
        }
        lastUse.note(hit.identity());
        return hit.identity();
    }

    /** Whether the table was asked a short time ago: about this secret, or about all that were revoked since this one was asked about. */
    private boolean isFresh(@Nullable Known hit) {
        if (hit == null) {
            return false;
        }
        long now = nanoTime.getAsLong();
        return now - hit.askedAt() < TRUSTED_NANOS || now - polledAt < TRUSTED_NANOS && hit.askedAt() - watchedSince >= 0;
    }

    /**
     * Those who come with one secret at once ask the table once, and share what comes of it, be it nothing or a failure: without its answer
     * all of them would, again and again.
     */
    private @Nullable Known asked(String text, String secret, byte[] hash) {
        Asking mine = new Asking(nanoTime.getAsLong(), new CompletableFuture<>());
        Asking running = Objects.requireNonNull(asking.compute(text,
                (same, other) -> other != null && mine.begun() - other.begun() < TRUSTED_NANOS ? other : mine));
        if (running == mine) {
            try {
                Known found = ask(secret, hash);
                ended(text, mine, found);
                mine.answer().complete(found);
            } catch (RuntimeException | Error e) {
                asking.remove(text, mine);
                mine.answer().completeExceptionally(e);
                throw e;
            }
        }
        try {
            return running.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What was revoked here meanwhile is not remembered. */
    private void ended(String text, Asking mine, @Nullable Known found) {
        asking.computeIfPresent(text, (same, running) -> {
            if (running != mine) {
                return running;
            }
            if (found == null) {
                known.invalidate(text);
            } else {
                known.put(text, found);
            }
            return null;
        });
    }

    private @Nullable Known ask(String secret, byte[] hash) {
        if (secret.startsWith(Secret.KEY_PREFIX)) {
            return key(hash);
        }
        return secret.startsWith(Secret.ACCESS_PREFIX) ? program(hash) : session(hash);
    }

    void evict(String hash) {
        asking.remove(hash);
        known.invalidate(hash);
    }

    private @Nullable Known key(byte[] hash) {
        long now = nanoTime.getAsLong();
        return jdbc
                .sql("""
                        select id, account_id, scopes, expires_at, %s from api_keys credential
                        where secret_hash = ? and revoked_at is null and (expires_at is null or expires_at > clock_timestamp())"""
                        .formatted(STAFF))
                .param(hash)
                .query((row, n) -> new Known(identity(row, Identity.Kind.KEY, scopes(row)), end(row), now))
                .optional()
                .orElse(null);
    }

    private @Nullable Known program(byte[] hash) {
        long now = nanoTime.getAsLong();
        return jdbc.sql("""
                        select credential_id as id, account_id, scopes, expires_at, '{}'::text[] as staff from oauth_tokens
                        where hash = ? and kind = 'access' and revoked_at is null and expires_at > clock_timestamp()""")
                .param(hash)
                .query((row, n) -> new Known(
                        identity(row, Identity.Kind.PROGRAM, scopes(row)), row.getTimestamp("expires_at").toInstant(), now))
                .optional()
                .orElse(null);
    }

    private @Nullable Known session(byte[] hash) {
        long now = nanoTime.getAsLong();
        return jdbc.sql("""
                        select id, account_id, expires_at, %s from sessions credential
                        where token_hash = ? and revoked_at is null and expires_at > clock_timestamp()""".formatted(STAFF))
                .param(hash)
                .query((row, n) -> new Known(
                        identity(row, Identity.Kind.SESSION, Scope.codes()), end(row), now))
                .optional()
                .orElse(null);
    }

    private static Instant end(ResultSet row) throws SQLException {
        Timestamp end = row.getTimestamp("expires_at");
        return end == null ? Instant.MAX : end.toInstant();
    }

    private static Identity identity(ResultSet row, Identity.Kind kind, Set<String> scopes) throws SQLException {
        return new Identity(new AccountId(row.getString("account_id")), kind, row.getString("id"), scopes, staff(row));
    }

    private static Set<StaffRole> staff(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("staff").getArray())
                .map(role -> StaffRole.valueOf(role.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> scopes(ResultSet row) throws SQLException {
        return Set.of((String[]) row.getArray("scopes").getArray());
    }

    /** Overlaps the time before, so that nothing is missed that committed a little later than it was stamped. */
    private void poll() {
        long begun = nanoTime.getAsLong();
        long begunMillis = System.currentTimeMillis();
        jdbc.sql("""
                        select secret_hash from api_keys where revoked_at > clock_timestamp() - interval '20 seconds'
                        union all
                        select secret_hash from api_keys where rotated_at > clock_timestamp() - interval '20 seconds'
                        union all
                        select token_hash from sessions where revoked_at > clock_timestamp() - interval '20 seconds'
                        union all
                        select hash from oauth_tokens where revoked_at > clock_timestamp() - interval '20 seconds'
                        union all
                        select secret_hash from staff join api_keys using (account_id)
                        where staff.changed_at > clock_timestamp() - interval '20 seconds' and api_keys.revoked_at is null
                        union all
                        select token_hash from staff join sessions using (account_id)
                        where staff.changed_at > clock_timestamp() - interval '20 seconds' and sessions.revoked_at is null""")
                .query((row, n) -> Secret.text(row.getBytes(1)))
                .list()
                .forEach(known::invalidate);
        if (begun - polledAt > UNWATCHED_NANOS || Math.abs(begunMillis - polledAtMillis) > UNWATCHED_NANOS / 1_000_000) {
            watchedSince = begun;
        }
        polledAt = begun;
        polledAtMillis = begunMillis;
    }

    private void run() {
        boolean failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                poll();
                failing = false;
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // Said once; until it works again every secret is looked up in the table, which a cache that may be stale must not replace.
                if (!failing) {
                    LOG.warn("cannot ask what was revoked", e);
                }
                failing = true;
                java.util.concurrent.locks.LockSupport.parkNanos(POLL_MILLIS * 1_000_000);
            }
        }
    }

    @Override
    public void start() {
        poller = Thread.ofVirtual().name("revoked-credentials").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = poller;
        if (running != null) {
            running.interrupt();
            poller = null;
        }
    }

    @Override
    public boolean isRunning() {
        return poller != null;
    }
}
