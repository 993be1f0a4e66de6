package com.steveslist.api.signin;

import com.steveslist.api.security.Secret;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows that say which person at which provider opens which account. */
@Component
final class Identities {

    static final String PREFIX = "idn";

    private final JdbcClient jdbc;
    private final PersonalData personal;

    Identities(@Qualifier("securityJdbc") JdbcClient jdbc, PersonalData personal) {
        this.jdbc = jdbc;
        this.personal = personal;
    }

    record Row(String id, AccountId account, String provider, Instant createdAt, @Nullable Instant lastUsedAt) {}

    Optional<Row> find(String provider, String subject) {
        return jdbc.sql("select * from identities where subject_hash = ?")
                .param(hash(provider, subject))
                .query(Identities::row)
                .optional();
    }

    /** False when the person opens an account already, this one or another. */
    boolean add(AccountId account, String provider, String subject) {
        return jdbc.sql("""
                        insert into identities (id, account_id, provider, subject_hash, created_at)
                        values (?, ?, ?, ?, date_trunc('milliseconds', clock_timestamp())) on conflict (subject_hash) do nothing""")
                .params(Ids.next(PREFIX), account.value(), provider, hash(provider, subject))
                .update() == 1;
    }

    void used(Row row) {
        jdbc.sql("update identities set last_used_at = date_trunc('milliseconds', clock_timestamp()) where id = ?").param(row.id())
                .update();
    }

    /** For an account that was not made after all. */
    void forget(AccountId account) {
        jdbc.sql("delete from identities where account_id = ?").param(account.value()).update();
    }

    List<Row> list(AccountId account, @Nullable String before, int limit) {
        return jdbc.sql("select * from identities where account_id = ? and id < ? order by id desc limit ?")
                .params(account.value(), before == null ? "~" : before, limit)
                .query(Identities::row)
                .list();
    }

    Optional<Row> find(AccountId account, String id) {
        return jdbc.sql("select * from identities where account_id = ? and id = ?")
                .params(account.value(), id)
                .query(Identities::row)
                .optional();
    }

    /** False when nothing else would open the account. The locks make two that go at once see one another. */
    boolean remove(AccountId account, String id) {
        return jdbc.sql("""
                        with all_of_them as materialized (
                          select id from identities where account_id = ? order by id for update)
                        delete from identities
                        where id = ? and id in (select id from all_of_them)
                          and ((select count(*) from all_of_them) > 1
                            or exists (select from credentials where account_id = ?))""")
                .params(account.value(), id, account.value())
                .update() == 1;
    }

    /** False when this sign-in came back before. */
    boolean cameBack(String state) {
        jdbc.sql("delete from sign_in_states where used_at < clock_timestamp() - interval '1 hour'").update();
        return jdbc.sql("insert into sign_in_states (hash) values (?) on conflict do nothing").param(Secret.hash(state)).update() == 1;
    }

    private String hash(String provider, String subject) {
        return personal.lookupHash("identity", provider + " " + subject);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
        return new Row(
                row.getString("id"),
                new AccountId(row.getString("account_id")),
                row.getString("provider"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }
}
