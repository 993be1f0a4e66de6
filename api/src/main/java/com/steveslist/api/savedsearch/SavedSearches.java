package com.steveslist.api.savedsearch;

import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of saved searches. */
@Component
final class SavedSearches {

    private final JdbcClient jdbc;

    SavedSearches(@Qualifier("securityJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an earlier request with the same key made. @param fingerprint of what was asked then */
    record Made(SavedSearch search, String fingerprint) {}

    /** False when the key was used before, and then nothing is written. */
    boolean add(SavedSearch search, @Nullable IdempotencyKey key) {
        return jdbc.sql("""
                        insert into saved_searches (id, account_id, name, query, created_at, request_hash, fingerprint)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict on constraint saved_search_request do nothing""")
                .params(
                        search.id(),
                        search.account().value(),
                        search.name().value(),
                        search.query().value(),
                        OffsetDateTime.ofInstant(search.createdAt(), ZoneOffset.UTC))
                .param(key == null ? null : hash(key))
                .param(key == null ? null : key.fingerprint())
                .update() == 1;
    }

    Optional<Made> madeWith(AccountId account, IdempotencyKey key) {
        return jdbc.sql("select * from saved_searches where account_id = ? and request_hash = ?")
                .params(account.value(), hash(key))
                .query((row, n) -> new Made(search(row, n), row.getString("fingerprint")))
                .optional();
    }

    int count(AccountId account) {
        return jdbc.sql("select count(*) from saved_searches where account_id = ?")
                .param(account.value())
                .query(Integer.class)
                .single();
    }

    Optional<SavedSearch> find(String id, AccountId account) {
        return jdbc.sql("select * from saved_searches where id = ? and account_id = ?")
                .params(id, account.value())
                .query(SavedSearches::search)
                .optional();
    }

    /** Newest first, those made before {@code before}. */
    List<SavedSearch> list(AccountId account, @Nullable String before, int limit) {
        return jdbc.sql("select * from saved_searches where account_id = ? and id < ? order by id desc limit ?")
                .params(account.value(), before == null ? "~" : before, limit)
                .query(SavedSearches::search)
                .list();
    }

    /** False when there is none. */
    boolean delete(String id, AccountId account) {
        return jdbc.sql("delete from saved_searches where id = ? and account_id = ?").params(id, account.value()).update() == 1;
    }

    private static SavedSearch search(ResultSet row, int number) throws SQLException {
        return new SavedSearch(
                row.getString("id"),
                new AccountId(row.getString("account_id")),
                new EncryptedText(row.getString("name")),
                new EncryptedText(row.getString("query")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static byte[] hash(IdempotencyKey key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((key.scope() + "\n" + key.key()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
