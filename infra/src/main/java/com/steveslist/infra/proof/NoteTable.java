package com.steveslist.infra.proof;

import com.steveslist.events.proof.EpochNote;
import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The tables of what was signed. */
final class NoteTable {

    private static final RowMapper<SignedNote> NOTE = (row, n) -> SignedNote.parse(row.getString("note"));

    /** All heads since then stay; of each day before, the last one, and those that are pinned. */
    private static final String KEPT = "7 days";

    private final JdbcTemplate sql;

    NoteTable(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
    }

    /** @param id grows from each head to the next */
    record KeptHead(long id, SignedHead head) {}

    void add(SignedHead signed) {
        sql.update("insert into proof.head (size, epoch, signed_at, note) values (?, ?, ?, ?)", signed.size(), signed.head().epoch(),
                Timestamp.from(signed.head().time()), signed.toString());
    }

    Optional<SignedHead> latestHead() {
        return heads(Long.MAX_VALUE, 1).stream().map(KeptHead::head).findFirst();
    }

    /** The newest first, of those with a smaller id. */
    List<KeptHead> heads(long before, int limit) {
        return sql.query("select id, note from proof.head where id < ? order by id desc limit ?",
                (row, n) -> new KeptHead(row.getLong(1), SignedHead.parse(row.getString(2))), before, limit);
    }

    /** The oldest first, of those with a greater id. */
    List<KeptHead> headsAfter(long after, int limit) {
        return sql.query("select id, note from proof.head where id > ? order by id limit ?",
                (row, n) -> new KeptHead(row.getLong(1), SignedHead.parse(row.getString(2))), after, limit);
    }

    /** Those over so many events up to so many, the smallest first and the oldest of a size first, after one of this size and id. */
    List<KeptHead> headsOver(long size, long after, long most, int limit) {
        return sql.query("select id, note from proof.head where (size, id) > (?, ?) and size <= ? order by size, id limit ?",
                (row, n) -> new KeptHead(row.getLong(1), SignedHead.parse(row.getString(2))), size, after, most, limit);
    }

    /** Keeps it for good. */
    void pin(long id) {
        sql.update("update proof.head set pinned = true where id = ? and not pinned", id);
    }

    void thinHeads() {
        sql.update("""
                delete from proof.head old where not pinned and signed_at < now() - ?::interval and exists (
                    select from proof.head later
                    where later.id > old.id and (later.signed_at at time zone 'UTC')::date = (old.signed_at at time zone 'UTC')::date)
                """, KEPT);
    }

    /** The id of the key that signs now. */
    Optional<String> currentKey() {
        return sql.query("select key_id from proof.key_note order by number desc limit 1", (row, n) -> row.getString(1)).stream()
                .findFirst();
    }

    List<SignedNote> keys() {
        return sql.query("select note from proof.key_note order by number", NOTE);
    }

    void add(KeyNote key, SignedNote note) {
        sql.update("""
                insert into proof.key_note (number, key_id, made_at, note)
                select coalesce(max(number), 0) + 1, ?, ?, ? from proof.key_note
                """, key.key().id(), Timestamp.from(key.time()), note.toString());
    }

    List<SignedNote> epochs() {
        return sql.query("select note from proof.epoch_note order by epoch", NOTE);
    }

    void add(EpochNote epoch, SignedNote note) {
        sql.update("insert into proof.epoch_note (epoch, signed_at, note) values (?, ?, ?)", epoch.epoch(), Timestamp.from(epoch.time()),
                note.toString());
    }
}
