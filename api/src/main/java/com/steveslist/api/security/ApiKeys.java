package com.steveslist.api.security;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.privacy.EncryptedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows that make API keys open something. That a key was made or revoked is also an event; what it opens is only here. */
@Component
public final class ApiKeys {

    private static final String WORKING = "revoked_at is null and (expires_at is null or expires_at > clock_timestamp())";

    private final JdbcClient jdbc;
    private final CredentialCache cache;

    ApiKeys(@Qualifier("securityJdbc") JdbcClient jdbc, CredentialCache cache) {
        this.jdbc = jdbc;
        this.cache = cache;
    }

    /**
     * A key as its owner may see it.
     *
     * @param lastUsedAt to half a minute; null when it was not used yet
     * @param expiresAt from when on it works nowhere; null when it works until it is revoked
     * @param rotatedAt when another key took its place; null when none did
     * @param rotatedTo that other key
     */
    public record Row(
            ApiKeyId id,
            AccountId account,
            EncryptedText name,
            String prefix,
            Set<String> scopes,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant rotatedAt,
            @Nullable ApiKeyId rotatedTo,
            LogPosition at) {}

    /** Makes a working key. The secret comes back this once. */
    public String create(
            ApiKeyId id, AccountId account, EncryptedText name, Set<String> scopes, Instant now, @Nullable Instant expiresAt) {
        String secret = Secret.next(Secret.KEY_PREFIX);
        jdbc.sql("""
                        insert into api_keys (id, account_id, name, prefix, secret_hash, scopes, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id.value(),
                        account.value(),
                        name.value(),
                        Secret.shown(secret),
                        Secret.hash(secret),
                        scopes.toArray(new String[0]),
                        time(now))
                .param(expiresAt == null ? null : time(expiresAt))
                .update();
        return secret;
    }

    /** Notes which event the row shows. */
    public void recorded(ApiKeyId id, Instant createdAt, LogPosition at) {
        jdbc.sql("update api_keys set created_at = ?, epoch = ?, position = ? where id = ?")
                .params(time(createdAt), at.epoch(), at.position(), id.value())
                .update();
    }

    /** For a key whose event was not written after all. */
    public void forget(ApiKeyId id) {
        jdbc.sql("delete from api_keys where id = ?").param(id.value()).update();
    }

    /** From now on it works nowhere: here at once, on other nodes within a second. Again changes nothing. */
    public void revoke(ApiKeyId id, AccountId account) {
        jdbc.sql("""
                        update api_keys set revoked_at = clock_timestamp()
                        where id = ? and account_id = ? and revoked_at is null
                        returning secret_hash""")
                .params(id.value(), account.value())
                .query((row, n) -> Secret.text(row.getBytes(1)))
                .optional()
                .ifPresent(cache::evict);
    }

    /**
     * Gives a key's place to another one: it works until the earlier of its own end and {@code endsAt}. False when it has a successor
     * already or does not work.
     */
    public boolean replace(ApiKeyId id, AccountId account, ApiKeyId successor, Instant endsAt) {
        Optional<String> hash = jdbc.sql("""
                        update api_keys set rotated_to = ?, rotated_at = clock_timestamp(), expires_at = least(expires_at, ?)
                        where id = ? and account_id = ? and rotated_to is null and """ + " " + WORKING + " returning secret_hash")
                .params(successor.value(), time(endsAt), id.value(), account.value())
                .query((row, n) -> Secret.text(row.getBytes(1)))
                .optional();
        hash.ifPresent(cache::evict);
        return hash.isPresent();
    }

    /** Keys whose time is over and that nobody revoked, the oldest first. */
    public List<Row> expired(int limit) {
        return jdbc.sql("""
                        select * from api_keys where expires_at <= clock_timestamp() and revoked_at is null
                        order by expires_at limit ?""")
                .param(limit)
                .query(ApiKeys::row)
                .list();
    }

    /** An account's working key. */
    public Optional<Row> find(ApiKeyId id, AccountId account) {
        return find("select * from api_keys where id = ? and account_id = ? and " + WORKING, id, account);
    }

    /** An account's key, whether it works or not. */
    public Optional<Row> findEvenRevoked(ApiKeyId id, AccountId account) {
        return find("select * from api_keys where id = ? and account_id = ?", id, account);
    }

    private Optional<Row> find(String statement, ApiKeyId id, AccountId account) {
        return jdbc.sql(statement)
                .params(id.value(), account.value())
                .query(ApiKeys::row)
                .optional();
    }

    public int countWorking(AccountId account) {
        return jdbc.sql("select count(*) from api_keys where account_id = ? and " + WORKING)
                .param(account.value())
                .query(Integer.class)
                .single();
    }

    /** Working keys, newest first, those made before {@code before}. @param prefix how they begin; null for any */
    public List<Row> list(AccountId account, @Nullable String prefix, @Nullable String before, int limit) {
        return jdbc.sql("select * from api_keys where account_id = ? and id < ? and starts_with(prefix, ?) and " + WORKING
                + " order by id desc limit ?")
                .params(account.value(), before == null ? "~" : before, prefix == null ? "" : prefix, limit)
                .query(ApiKeys::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new ApiKeyId(row.getString("id")),
                new AccountId(row.getString("account_id")),
                new EncryptedText(row.getString("name")),
                row.getString("prefix"),
                scopes(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                time(row, "last_used_at"),
                time(row, "expires_at"),
                time(row, "rotated_at"),
                row.getString("rotated_to") == null ? null : new ApiKeyId(row.getString("rotated_to")),
                new LogPosition(row.getInt("epoch"), row.getLong("position")));
    }

    private static OffsetDateTime time(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Set<String> scopes(ResultSet row) throws SQLException {
        return new LinkedHashSet<>(List.of((String[]) row.getArray("scopes").getArray()));
    }
}
