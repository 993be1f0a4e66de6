package com.steveslist.api.oauth;

import com.steveslist.api.security.Secret;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Ids;
import com.steveslist.events.privacy.EncryptedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of programs that people registered. */
@Component
final class OAuthClients {

    static final String PREFIX = "ocl";
    private static final String SECRET_PREFIX = "sl_ocs_";

    private final JdbcClient jdbc;

    OAuthClients(@Qualifier("securityJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A program.
     *
     * @param id what it sends as {@code client_id}
     * @param secretHash null for a public one
     * @param version counts changes, from 1
     */
    record Row(
            String id,
            AccountId account,
            EncryptedText name,
            Set<String> redirectUris,
            Set<String> scopes,
            byte @Nullable [] secretHash,
            Instant createdAt,
            long version,
            Instant updatedAt) {

        boolean confidential() {
            return secretHash != null;
        }
    }

    /** A new program, and its secret when it can keep one. */
    record Made(Row row, @Nullable String secret) {}

    Made create(AccountId account, EncryptedText name, Set<String> redirectUris, Set<String> scopes, boolean confidential, Instant now) {
        String secret = confidential ? Secret.next(SECRET_PREFIX) : null;
        byte[] hash = secret == null ? null : Secret.hash(secret);
        Row row = new Row(Ids.next(PREFIX), account, name, redirectUris, scopes, hash, now, 1, now);
        jdbc.sql("""
                        insert into oauth_clients (id, account_id, name, redirect_uris, scopes, secret_hash, created_at, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        row.id(), account.value(), name.value(), array(redirectUris), array(scopes), hash, at(now), at(now)))
                .update();
        return new Made(row, secret);
    }

    /** One that works, whoever owns it. */
    Optional<Row> find(String id) {
        return isId(id)
                ? jdbc.sql("select * from oauth_clients where id = ? and deleted_at is null").param(id).query(OAuthClients::row).optional()
                : Optional.empty();
    }

    Optional<Row> find(String id, AccountId account) {
        return find(id).filter(row -> row.account().equals(account));
    }

    /** One of an account's, which nobody else changes before this transaction ends. */
    Optional<Row> locked(String id, AccountId account) {
        return jdbc.sql("select * from oauth_clients where id = ? and account_id = ? and deleted_at is null for update")
                .params(id, account.value())
                .query(OAuthClients::row)
                .optional();
    }

    /** Writes what can change of it. */
    void replace(Row row) {
        jdbc.sql("update oauth_clients set name = ?, redirect_uris = ?, scopes = ?, version = ?, updated_at = ? where id = ?")
                .params(Arrays.asList(
                        row.name().value(), array(row.redirectUris()), array(row.scopes()), row.version(), at(row.updatedAt()), row.id()))
                .update();
    }

    /** Also one that was deleted. */
    boolean wasOnceOf(String id, AccountId account) {
        return jdbc.sql("select count(*) from oauth_clients where id = ? and account_id = ?")
                .params(id, account.value())
                .query(Integer.class)
                .single() > 0;
    }

    int count(AccountId account) {
        return jdbc.sql("select count(*) from oauth_clients where account_id = ? and deleted_at is null")
                .param(account.value())
                .query(Integer.class)
                .single();
    }

    /** Newest first, those made before {@code before}. */
    List<Row> list(AccountId account, @Nullable String before, int limit) {
        return jdbc.sql("""
                        select * from oauth_clients where account_id = ? and deleted_at is null and id < ?
                        order by id desc limit ?""")
                .params(account.value(), before == null ? "~" : before, limit)
                .query(OAuthClients::row)
                .list();
    }

    /** From now on nothing is given to it; what it has is taken by {@link Grants#endOfClient}. */
    void delete(String id, AccountId account) {
        jdbc.sql("update oauth_clients set deleted_at = clock_timestamp() where id = ? and account_id = ? and deleted_at is null")
                .params(id, account.value())
                .update();
    }

    static String checkId(String id) {
        return Ids.check(PREFIX, id);
    }

    private static boolean isId(String id) {
        try {
            return checkId(id).equals(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static String[] array(Set<String> texts) {
        return texts.toArray(new String[0]);
    }

    static Set<String> set(ResultSet row, String column) throws SQLException {
        return new LinkedHashSet<>(List.of((String[]) row.getArray(column).getArray()));
    }

    static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("id"),
                new AccountId(row.getString("account_id")),
                new EncryptedText(row.getString("name")),
                set(row, "redirect_uris"),
                set(row, "scopes"),
                row.getBytes("secret_hash"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
