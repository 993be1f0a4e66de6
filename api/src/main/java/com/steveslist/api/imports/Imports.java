package com.steveslist.api.imports;

import com.steveslist.api.error.ApiException;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.log.LogPosition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code imports} as its owners see and change it. */
@Component
final class Imports {

    /** Running at once, of one account. */
    static final int MOST_OF_ACCOUNT = 2;

    /** Running at once in all, which bounds what waits on disk. */
    private static final int MOST_IN_ALL = 200;

    private static final String RUNNING = "('receiving', 'processing')";
    private static final String NOW = "date_trunc('milliseconds', clock_timestamp())";

    private final JdbcClient jdbc;

    Imports(@Qualifier("importsJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Begins one, on the node that receives its body. Empty when the account has as many running as it may, or one with the same key.
     *
     * @param end of the log
     */
    Optional<Import> begin(
            ImportId id, AccountId account, Actor actor, String requestId, ImportFormat format, @Nullable String key, LogPosition end,
            String node) {
        return jdbc.sql("""
                        insert into imports (id, account_id, actor_kind, actor_id, request_id, format, status, slot, idempotency_key,
                                             epoch, position, lease_owner, leased_until, created_at, updated_at)
                        select :id, :account, :kind, :actor, :request, :format, 'receiving', slot, :key, :epoch, :position,
                               :node, clock_timestamp() + interval '20 seconds', now, now
                        from generate_series(1, :most) slot, %2$s now
                        where not exists (select from imports where account_id = :account and imports.slot = slot.slot and status in %1$s)
                        order by slot limit 1
                        on conflict do nothing
                        returning *""".formatted(RUNNING, NOW))
                .param("id", id.value())
                .param("account", account.value())
                .param("kind", actor.kind().name().toLowerCase(Locale.ROOT))
                .param("actor", actor.id())
                .param("request", requestId)
                .param("format", format.name().toLowerCase(Locale.ROOT))
                .param("key", key)
                .param("epoch", end.epoch())
                .param("position", end.position())
                .param("node", node)
                .param("most", MOST_OF_ACCOUNT)
                .query(Import::read)
                .optional();
    }

    boolean isFull() {
        return jdbc.sql("select count(*) from imports where status in " + RUNNING).query(Integer.class).single() >= MOST_IN_ALL;
    }

    /** Its body is here whole. Empty when it was ended meanwhile. */
    Optional<Import> received(ImportId id, int rows, byte[] fingerprint) {
        return jdbc.sql("update imports set status = 'processing', rows_total = ?, fingerprint = ?, version = 2, lease_owner = null,"
                + " leased_until = null, received_at = now, updated_at = now from " + NOW + " now"
                + " where id = ? and status = 'receiving' returning *")
                .params(rows, fingerprint, id.value())
                .query(Import::read)
                .optional();
    }

    /** Its body was refused; the key, if there was one, is free again. */
    void fail(ImportId id, ApiException why) {
        jdbc.sql("with failed as (update imports set status = 'failed', failure_code = ?, failure_detail = ?, version = version + 1,"
                + " lease_owner = null, leased_until = null, updated_at = " + NOW + " where id = ? and status = 'receiving' returning id)"
                + " delete from import_chunks where import_id in (select id from failed)")
                .params(why.code().code(), why.detail(), id.value())
                .update();
    }

    /** Ends one that runs. What is under way is still carried out and counted: a chunk at most. Empty when it does not run. */
    Optional<Import> cancel(ImportId id, AccountId account) {
        return jdbc.sql("update imports set status = 'cancelled', version = version + 1, updated_at = " + NOW
                + " where id = ? and account_id = ? and status in " + RUNNING + " returning *")
                .params(id.value(), account.value())
                .query(Import::read)
                .optional();
    }

    Optional<Import> find(ImportId id, AccountId account) {
        return jdbc.sql("select * from imports where id = ? and account_id = ?")
                .params(id.value(), account.value())
                .query(Import::read)
                .optional();
    }

    /** The one that was begun with this idempotency key and did not fail. */
    Optional<Import> findKeyed(AccountId account, String key) {
        return jdbc.sql("select * from imports where account_id = ? and idempotency_key = ? and status <> 'failed'")
                .params(account.value(), key)
                .query(Import::read)
                .optional();
    }

    /** The newest first, those before {@code before}. */
    List<Import> list(AccountId account, @Nullable String before, int limit) {
        return jdbc.sql("select * from imports where account_id = ? and id < ? order by id desc limit ?")
                .params(account.value(), before == null ? "~" : before, limit)
                .query(Import::read)
                .list();
    }
}
