package com.steveslist.infra.proof;

import com.steveslist.events.proof.TreeHead.Beginning;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The row that says how far the tree is, and the wish for a head. */
final class TreeTable {

    private static final RowMapper<Tree> TREE = (row, n) -> new Tree(
            row.getString(1), row.getLong(2), row.getInt(3),
            new Beginning(row.getObject(4, OffsetDateTime.class).toInstant(), row.getLong(5)));
    private static final String SELECT = "select log, size, epoch, begun_at, begun_size from proof.tree";

    private static final String LOG_END = "(select coalesce(max(position), 0) from eventstore.event)";

    private final JdbcTemplate sql;

    TreeTable(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
    }

    /**
     * How far the tree is.
     *
     * @param log its name
     * @param size how many events it covers
     * @param epoch the last that it knows of
     */
    record Tree(String log, long size, int epoch, Beginning begun) {}

    Tree read() {
        return sql.query(SELECT, TREE).getFirst();
    }

    /** Until the end of the running transaction; empty when somebody else has it now. */
    Optional<Tree> lock() {
        // However this node hangs: the next one need not wait longer.
        sql.execute("set local transaction_timeout = '60s'");
        return sql.query(SELECT + " for update skip locked", TREE).stream().findFirst();
    }

    /** As {@link #lock}, but waits for it. */
    Tree await() {
        return sql.query(SELECT + " for update", TREE).getFirst();
    }

    void move(long size, int epoch) {
        sql.update("update proof.tree set size = ?, epoch = ?", size, epoch);
    }

    void wish(long size) {
        sql.update("insert into proof.head_wish (size) values (?) on conflict (only_one) do update set size = case when head_wish.size <= "
                + LOG_END + " then greatest(head_wish.size, excluded.size) else excluded.size end", size);
    }

    /** Whether somebody wishes for a head. What an epoch has taken back, and was wished for before, nobody can sign. */
    boolean hasWish() {
        return Boolean.TRUE
                .equals(sql.queryForObject("select exists (select from proof.head_wish where size <= " + LOG_END + ")", Boolean.class));
    }

    void fulfil(long size) {
        sql.update("delete from proof.head_wish where size <= ?", size);
    }
}
