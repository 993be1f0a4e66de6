package com.steveslist.api.staff;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.staff.StaffRole;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that make a role open something, which each node hears of within a second. */
final class StaffTable {

    private final JdbcClient jdbc;

    StaffTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    record Row(AccountId account, StaffRole role, Instant grantedAt) {}

    /** Again changes nothing. */
    void grant(AccountId account, StaffRole role) {
        jdbc.sql("""
                insert into security.staff as old (account_id, role, granted_at) values (?, ?, clock_timestamp())
                on conflict (account_id, role) do update
                set granted_at = excluded.granted_at, revoked_at = null, changed_at = clock_timestamp() where old.revoked_at is not null
                """)
                .params(account.value(), code(role))
                .update();
    }

    /** Likewise. */
    void revoke(AccountId account, StaffRole role) {
        jdbc.sql("""
                update security.staff set revoked_at = clock_timestamp(), changed_at = clock_timestamp()
                where account_id = ? and role = ? and revoked_at is null
                """)
                .params(account.value(), code(role))
                .update();
    }

    /** Every role that somebody has. */
    List<Row> held() {
        return jdbc.sql("select account_id, role, granted_at from security.staff where revoked_at is null order by account_id, role")
                .query((row, n) -> new Row(
                        new AccountId(row.getString(1)),
                        StaffRole.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    private static String code(StaffRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
