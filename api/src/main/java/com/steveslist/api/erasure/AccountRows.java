package com.steveslist.api.erasure;

import com.steveslist.api.security.Attempts;
import com.steveslist.api.security.Credentials;
import com.steveslist.events.account.AccountId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What an account has in our own tables, and how it goes. A table that is not here and holds something of an account fails
 * {@code EveryTableIsDecidedTest}, so that whoever adds one decides.
 */
@Component
final class AccountRows {

    private static final String OWN_PROGRAMS = "(select id from oauth_clients where account_id = :account)";

    /** Nodes learn from the row that it opens nothing any more, so it stays until all have: {@link ErasureSteps#HEARD_EVERYWHERE}. */
    private static final String REVOKED = "revoked_at < clock_timestamp() - interval '1 second'";

    /** In an order in which no row is left whose parent goes. */
    private static final Map<String, String> DELETIONS = deletions();

    private final JdbcClient jdbc;
    private final Credentials credentials;
    private final Attempts attempts;

    AccountRows(@Qualifier("securityJdbc") JdbcClient jdbc, Credentials credentials, Attempts attempts) {
        this.jdbc = jdbc;
        this.credentials = credentials;
        this.attempts = attempts;
    }

    private static Map<String, String> deletions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("passwords", "delete from credentials where account_id = :account");
        all.put("password_resets", "delete from password_resets where account_id = :account");
        all.put("recovery_codes", "delete from recovery_codes where account_id = :account");
        all.put("second_factors", "delete from two_factor where account_id = :account");
        all.put("identities", "delete from identities where account_id = :account");
        all.put("sign_in_codes", "delete from sign_in_codes where account_id = :account");
        all.put("sessions", "delete from sessions where account_id = :account and " + REVOKED);
        all.put("api_keys", "delete from api_keys where account_id = :account and " + REVOKED);
        all.put("program_tokens", "delete from oauth_tokens where (account_id = :account or grant_id in ("
                + "select id from oauth_grants where account_id = :account or client_id in " + OWN_PROGRAMS + ")) and " + REVOKED);
        all.put("program_grants", "delete from oauth_grants where (account_id = :account or client_id in " + OWN_PROGRAMS
                + ") and not exists (select from oauth_tokens where grant_id = oauth_grants.id)");
        all.put("program_authorizations", "delete from oauth_authorizations where account_id = :account or client_id in " + OWN_PROGRAMS);
        all.put("program_changes", "delete from oauth_client_changes where client_id in " + OWN_PROGRAMS);
        all.put("programs", "delete from oauth_clients where account_id = :account"
                + " and not exists (select from oauth_grants where client_id = oauth_clients.id)");
        all.put("carts", "delete from cart where account_id = :account");
        all.put("saved_searches", "delete from saved_searches where account_id = :account");
        all.put("import_row_keys", "delete from import_keys where account_id = :account");
        all.put("imports", "delete from imports where account_id = :account");
        all.put("mails", "delete from mails where about = :account or about = :email");
        all.put("staff_roles", "delete from staff where account_id = :account");
        all.put("counts_of_calls", "delete from rate_limit where position(:account in bucket) > 0");
        return all;
    }

    /** The tables from which rows go; those of another table's rows go with them. */
    static List<String> tables() {
        return DELETIONS.values().stream().map(sql -> sql.replaceFirst("delete from (\\w+) .*", "$1")).toList();
    }

    /**
     * Lets nothing open the account any more: here at once, on other nodes within a second. Likewise for programs of the account's own.
     *
     * @return how many credentials did until now
     */
    int revoke(AccountId account) {
        int open = 0;
        for (String sql : List.of(
                "update sessions set revoked_at = clock_timestamp() where account_id = :account and revoked_at is null returning token_hash",
                "update api_keys set revoked_at = clock_timestamp() where account_id = :account and revoked_at is null returning secret_hash",
                "update oauth_tokens set revoked_at = clock_timestamp() where revoked_at is null and (account_id = :account or grant_id in ("
                        + "select id from oauth_grants where client_id in " + OWN_PROGRAMS + ")) returning hash")) {
            List<byte[]> hashes = jdbc.sql(sql).param("account", account.value()).query((row, n) -> row.getBytes(1)).list();
            credentials.revoked(hashes);
            open += hashes.size();
        }
        jdbc.sql("update oauth_clients set deleted_at = clock_timestamp() where account_id = ? and deleted_at is null")
                .param(account.value())
                .update();
        return open;
    }

    /**
     * Deletes all that there is, but what still opens something or did a second ago, in the caller's transaction.
     *
     * @param emailHash keyed, as claims hold it; null when nobody knows it any more
     * @return how many rows went, by what they were; nothing of what there was none
     */
    Map<String, Long> delete(AccountId account, @Nullable String emailHash) {
        Map<String, Long> counts = new LinkedHashMap<>();
        DELETIONS.forEach((kind, sql) -> {
            JdbcClient.StatementSpec statement = jdbc.sql(sql).param("account", account.value());
            long rows = (sql.contains(":email") ? statement.param("email", emailHash) : statement).update();
            if (rows > 0) {
                counts.put(kind, rows);
            }
        });
        attempts.forget(List.of(attempts.account(account)));
        if (emailHash != null) {
            attempts.forget(List.of(attempts.email(emailHash), attempts.mailbox(emailHash)));
        }
        return counts;
    }
}
