package com.steveslist.api.exports;

import com.steveslist.api.http.Json;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What our own tables hold about somebody, as JSON: every row that is theirs, without what opens the account. */
@Component
final class OwnRows {

    private static final String ENCRYPTED = "enc1.";

    /** By the name of the list: what of a row is shown. No hash, no secret. */
    private static final Map<String, String> LISTS = lists();

    private final JdbcClient jdbc;
    private final PersonalData personal;

    OwnRows(@Qualifier("securityJdbc") JdbcClient jdbc, PersonalData personal) {
        this.jdbc = jdbc;
        this.personal = personal;
    }

    private static Map<String, String> lists() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("password", "select created_at from credentials where account_id = :account");
        all.put("second_factor", "select confirmed_at as enabled_at, (select count(*) from recovery_codes c where c.account_id = f.account_id)"
                + " as recovery_codes_left from two_factor f where account_id = :account");
        all.put("sessions", "select id, created_at, last_used_at, expires_at, revoked_at, user_agent from sessions"
                + " where account_id = :account order by id");
        all.put("api_keys", "select id, name, prefix, scopes, created_at, last_used_at, expires_at, revoked_at, rotated_at, rotated_to"
                + " from api_keys where account_id = :account order by id");
        all.put("identities", "select id, provider, created_at, last_used_at from identities where account_id = :account order by id");
        all.put("programs", "select id, name, redirect_uris, scopes, created_at, updated_at, deleted_at from oauth_clients"
                + " where account_id = :account order by id");
        all.put("authorizations", "select id, client_id, scopes, created_at, revoked_at from oauth_authorizations"
                + " where account_id = :account order by id");
        all.put("program_grants", "select id, client_id, grant_type, scopes, redirect_uri, expires_at, revoked_at from oauth_grants"
                + " where account_id = :account order by id");
        all.put("cart", "select items, purchases, updated_at from cart where account_id = :account");
        all.put("saved_searches", "select id, name, query, created_at from saved_searches where account_id = :account order by id");
        all.put("imports", "select id, format, status, rows_total, created, updated, unchanged, failed, created_at, updated_at from imports"
                + " where account_id = :account order by id");
        all.put("import_row_keys", "select key, listing_id, import_id, row from import_keys where account_id = :account order by key");
        all.put("mails_waiting", "select kind, created_at, due_at from mails where about = :account order by id");
        all.put("password_reset", "select expires_at from password_resets where account_id = :account");
        all.put("staff_roles", "select role, granted_at, revoked_at from staff where account_id = :account order by role");
        all.put("erasures", "select id, demanded_by, reason, step, open, demanded_at, ended_at from erasures"
                + " where account_id = :account order by id");
        return all;
    }

    /** What is done with a list's row. */
    @FunctionalInterface
    interface Work {

        void with(String list, JsonNode row) throws IOException;
    }

    static Iterable<String> names() {
        return LISTS.keySet();
    }

    /** Hands out the rows of a list, read by the way. */
    void each(String list, AccountId account, Work work) throws IOException {
        try {
            jdbc.sql("select to_jsonb(own)::text from (" + LISTS.get(list) + ") own")
                    .param("account", account.value())
                    .query(row -> {
                        try {
                            work.with(list, inTheClear(Json.read(row.getString(1))));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The person's own values stand there encrypted, a saved search even as JSON. */
    private JsonNode inTheClear(JsonNode row) {
        if (row instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(inTheClear(member.getValue())));
        } else if (row instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, inTheClear(array.get(i)));
            }
        } else if (row.isString() && row.asString().startsWith(ENCRYPTED)) {
            return StringNode.valueOf(personal.read(new EncryptedText(row.asString())));
        }
        return row;
    }
}
