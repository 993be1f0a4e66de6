package com.steveslist.api.imports;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which listing a row key of an account names. */
@Component
public final class RowKeys {

    private final JdbcClient jdbc;

    RowKeys(@Qualifier("importsJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param row the row of {@code importId} that makes the listing, if nothing comes between */
    record Taken(ListingId listing, String importId, int row) {}

    Map<String, Taken> find(AccountId account, Collection<String> keys) {
        Map<String, Taken> taken = new HashMap<>();
        jdbc.sql("select key, listing_id, import_id, row from import_keys where account_id = ? and key = any (?)")
                .params(account.value(), keys.toArray(String[]::new))
                .query((RowCallbackHandler) row -> taken.put(
                        row.getString(1), new Taken(new ListingId(row.getString(2)), row.getString(3), row.getInt(4))));
        return taken;
    }

    /** Takes keys that nobody has. What each of them names then, be it by another import that was faster. */
    Map<String, Taken> take(AccountId account, Map<String, Taken> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        List<Map.Entry<String, Taken>> entries = wanted.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        jdbc.sql("insert into import_keys (account_id, key, listing_id, import_id, row)"
                + " select ?, * from unnest(?::text[], ?::text[], ?::text[], ?::int[]) on conflict do nothing")
                .params(
                        account.value(),
                        entries.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        entries.stream().map(entry -> entry.getValue().listing().value()).toArray(String[]::new),
                        entries.stream().map(entry -> entry.getValue().importId()).toArray(String[]::new),
                        entries.stream().map(entry -> entry.getValue().row()).toArray(Integer[]::new))
                .update();
        return find(account, wanted.keySet());
    }

    /** Keys by the listing that they name; listings that no import made are not there. */
    public Map<String, String> keysOf(Collection<String> listings) {
        Map<String, String> keys = new HashMap<>();
        jdbc.sql("select listing_id, min(key) from import_keys where listing_id = any (?) group by 1")
                .param(listings.toArray(String[]::new))
                .query((RowCallbackHandler) row -> keys.put(row.getString(1), row.getString(2)));
        return keys;
    }
}
