package com.steveslist.api.exports;

import com.steveslist.api.http.Json;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final Map<String, Source> LISTS = lists();

    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final PersonalData personal;

    OwnRows(@Qualifier("securityJdbc") JdbcClient jdbc, PersonalData personal) {
        this.jdbc = jdbc;
        this.personal = personal;
    }

    /** Where rows come from. @param key a column that tells the account's rows apart */
    private record Source(String sql, String key) {}

    private static Map<String, Source> lists() {
        Map<String, Source> all = new LinkedHashMap<>();
        all.put("password", new Source("select created_at from credentials where account_id = :account", "created_at"));
        all.put("password_reset", new Source("select expires_at from password_resets where account_id = :account", "expires_at"));
        all.put("second_factor", new Source("select confirmed_at as enabled_at, (select count(*) from recovery_codes c"
                + " where c.account_id = f.account_id) as recovery_codes_left, account_id from two_factor f where account_id = :account",
                "account_id"));
        all.put("sessions", byId("created_at, last_used_at, expires_at, revoked_at, user_agent", "sessions"));
        all.put("api_keys",
                byId("name, prefix, scopes, created_at, last_used_at, expires_at, revoked_at, rotated_at, rotated_to", "api_keys"));
        all.put("identities", byId("provider, created_at, last_used_at", "identities"));
        all.put("programs", byId("name, redirect_uris, scopes, created_at, updated_at, deleted_at", "oauth_clients"));
        all.put("authorizations", byId("client_id, scopes, created_at, revoked_at", "oauth_authorizations"));
        all.put("program_grants", byId("client_id, grant_type, scopes, redirect_uri, expires_at, revoked_at", "oauth_grants"));
        all.put("cart", new Source("select items, purchases, updated_at, account_id from cart where account_id = :account", "account_id"));
        all.put("saved_searches", byId("name, query, created_at", "saved_searches"));
        all.put("imports", byId("format, status, rows_total, created, updated, unchanged, failed, created_at, updated_at", "imports"));
        all.put("import_row_keys",
                new Source("select key, listing_id, import_id, row from import_keys where account_id = :account", "key"));
        all.put("mails_waiting", new Source("select kind, created_at, due_at from mails where about = :account", "kind"));
        all.put("staff_roles", new Source("select role, granted_at, revoked_at from staff where account_id = :account", "role"));
        all.put("erasures", byId("demanded_by, reason, step, open, demanded_at, ended_at", "erasures"));
        return all;
    }

    private static Source byId(String columns, String table) {
        return new Source("select id, " + columns + " from " + table + " where account_id = :account", "id");
    }

    /** What is done with a list's row. */
    @FunctionalInterface
    interface Work {

        void with(String list, JsonNode row) throws IOException;
    }

    static Iterable<String> names() {
        return LISTS.keySet();
    }

    /** Hands out the rows of a list, a page in memory at a time, and no connection is held while they are. */
    void each(String list, AccountId account, Work work) throws IOException {
        String after = "";
        List<Row> page = page(list, account, after);
        while (!page.isEmpty()) {
            for (Row row : page) {
                work.with(list, inTheClear(Json.read(row.json())));
            }
            after = page.getLast().key();
            page = page.size() < PAGE ? List.of() : page(list, account, after);
        }
    }

    private record Row(String key, String json) {}

    private List<Row> page(String list, AccountId account, String after) {
        Source source = Objects.requireNonNull(LISTS.get(list));
        return jdbc
                .sql("select own." + source.key() + "::text as key_of_row, to_jsonb(own)::text as row_as_json from (" + source.sql()
                        + ") own"
                        + " where own." + source.key() + "::text > :after order by 1 limit " + PAGE)
                .param("account", account.value())
                .param("after", after)
                .query((row, n) -> new Row(row.getString(1), row.getString(2)))
                .list();
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
