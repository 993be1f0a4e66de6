package com.steveslist.api.imports;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.log.LogPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An import as its row has it.
 *
 * @param rowsTotal null until the body is here
 * @param fingerprint of format and body; null until the body is here
 * @param version counts its changes from 1
 * @param at a place in the log that shows all that its rows did
 */
record Import(
        ImportId id,
        AccountId account,
        Actor actor,
        String requestId,
        ImportFormat format,
        ImportStatus status,
        @Nullable String failureCode,
        @Nullable String failureDetail,
        @Nullable Integer rowsTotal,
        Counts counts,
        byte @Nullable [] fingerprint,
        long version,
        LogPosition at,
        Instant createdAt,
        @Nullable Instant receivedAt,
        Instant updatedAt) {

    /** What became of rows. */
    record Counts(int created, int updated, int unchanged, int failed) {

        static final Counts NONE = new Counts(0, 0, 0, 0);

        int done() {
            return created + updated + unchanged + failed;
        }
    }

    /** As it was when its body was here, and no row was carried out yet: the first answer, given again. */
    Import accepted() {
        return new Import(
                id, account, actor, requestId, format, ImportStatus.PROCESSING, null, null, rowsTotal, Counts.NONE, fingerprint, 2, at,
                createdAt, receivedAt, receivedAt == null ? updatedAt : receivedAt);
    }

    static Import read(ResultSet row, int number) throws SQLException {
        return new Import(
                new ImportId(row.getString("id")),
                new AccountId(row.getString("account_id")),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)), row.getString("actor_id")),
                row.getString("request_id"),
                ImportFormat.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                ImportStatus.of(row.getString("status")),
                row.getString("failure_code"),
                row.getString("failure_detail"),
                row.getObject("rows_total", Integer.class),
                new Counts(row.getInt("created"), row.getInt("updated"), row.getInt("unchanged"), row.getInt("failed")),
                row.getBytes("fingerprint"),
                row.getLong("version"),
                new LogPosition(row.getInt("epoch"), row.getLong("position")),
                instant(row, "created_at"),
                row.getObject("received_at") == null ? null : instant(row, "received_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
