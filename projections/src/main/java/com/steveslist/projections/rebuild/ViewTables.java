package com.steveslist.projections.rebuild;

import com.steveslist.events.log.LogPosition;
import com.steveslist.projections.view.ViewDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The versions of one view's table: the one that serves, the next and the previous. */
final class ViewTables {

    static final String NEXT = "views_next";
    static final String PREVIOUS = "views_previous";
    private static final String SERVING = "views";
    /** Where the serving table stands between two statements of a swap; nobody ever sees it there. */
    private static final String ASIDE = "rebuild";

    private final ViewDefinition<?> view;
    private final JdbcClient sql;

    ViewTables(ViewDefinition<?> view, DataSource dataSource) {
        this.view = view;
        this.sql = JdbcClient.create(dataSource);
    }

    /** The table's name with its schema, quoted as the view's own is. */
    String in(String schema) {
        return schema + view.table().substring(SERVING.length());
    }

    private String bareName() {
        return view.table().substring(SERVING.length() + 1).replace("\"", "");
    }

    boolean exists(String schema) {
        return sql.sql("select to_regclass(?) is not null").param(in(schema)).query(Boolean.class).single();
    }

    void drop(String schema) {
        execute("drop table if exists " + in(schema));
    }

    /** An empty table of the serving one's shape, with its primary key; other indexes are cheaper when its rows are there. */
    void createNext() {
        drop(NEXT);
        execute("create table " + in(NEXT) + " (like " + view.table()
                + " including defaults including generated including constraints including storage including compression)");
        sql.sql("select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = to_regclass(?) and contype = 'p'")
                .param(view.table())
                .query((row, n) -> "add constraint \"" + row.getString(1) + "\" " + row.getString(2))
                .list()
                .forEach(constraint -> execute("alter table " + in(NEXT) + " " + constraint));
    }

    /** Gives the next table the serving one's other indexes, by the same names, and the planner what it wants to know. */
    void indexNext() {
        indexes(SERVING).stream()
                .filter(index -> !index.startsWith("CREATE UNIQUE INDEX"))
                .map(index -> index.replace(" ON " + SERVING + ".", " ON " + NEXT + "."))
                .forEach(this::execute);
        execute("vacuum (analyze) " + in(NEXT));
    }

    private List<String> indexes(String schema) {
        return sql.sql("select indexdef from pg_indexes where schemaname = ? and tablename = ? order by indexname")
                .params(schema, bareName())
                .query(String.class)
                .list();
    }

    /** Whether the table there has the columns and indexes of the one that serves: a migration may have come between. */
    boolean hasServingShape(String schema) {
        List<String> there =
                indexes(schema).stream().map(index -> index.replace(" ON " + schema + ".", " ON " + SERVING + ".")).toList();
        return columns(schema).equals(columns(SERVING)) && there.equals(indexes(SERVING));
    }

    private List<String> columns(String schema) {
        return sql.sql("""
                select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '')
                from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped order by a.attname
                """).param(in(schema)).query(String.class).list();
    }

    /**
     * Notes every row that differs although no event behind {@code at} has touched it: the other version is at that place, the one that
     * serves there or further.
     *
     * @return the rows that were touched since, which are still to be compared
     */
    List<String> compareAll(String schema, LogPosition at) {
        sql.sql("delete from rebuild.difference where consumer = ?").param(view.consumer()).update();
        sql.sql(NOTE + " from " + view.table() + " served full join " + in(schema) + " rebuilt on rebuilt.id = served.id where " + DIFFERS
                + " and (served.id is null or (served.epoch, served.position) <= (:epoch, :position))")
                .param("consumer", view.consumer())
                .param("epoch", at.epoch())
                .param("position", at.position())
                .update();
        return sql.sql("select id from " + view.table() + " where (epoch, position) > (?, ?)")
                .params(at.epoch(), at.position())
                .query(String.class)
                .list();
    }

    /** Compares some rows again; both versions are at the same place. */
    void compare(String schema, Collection<String> ids) {
        String[] touched = ids.toArray(String[]::new);
        sql.sql("delete from rebuild.difference where consumer = ? and id = any (?)").params(view.consumer(), touched).update();
        sql.sql(NOTE + " from unnest(:ids) as touched (id) left join " + view.table() + " served on served.id = touched.id left join "
                + in(schema) + " rebuilt on rebuilt.id = touched.id where " + DIFFERS)
                .param("consumer", view.consumer())
                .param("ids", touched)
                .update();
    }

    private static final String DIFFERS = "(served.body is distinct from rebuilt.body"
            + " or (served.epoch, served.position) is distinct from (rebuilt.epoch, rebuilt.position))";

    private static final String NOTE = """
            insert into rebuild.difference
            select :consumer, coalesce(served.id, rebuilt.id), served.epoch, served.position, rebuilt.epoch, rebuilt.position,
                   (select array_agg(field order by field)
                    from (select coalesce(one.key, other.key) as field
                          from jsonb_each(served.body) one full join jsonb_each(rebuilt.body) other on other.key = one.key
                          where one.value is distinct from other.value) as differing)
            """;

    /**
     * Keeps the serving table from vacuum and migrations until the running transaction ends, so that what is left to wait for at the swap
     * is readers' statements.
     */
    void reserve(String schema) {
        execute("set local lock_timeout = '3s'");
        execute("lock table " + view.table() + ", " + in(schema) + " in share update exclusive mode");
    }

    /** Puts another version in the serving one's place and keeps that as the previous one. */
    void serve(String schema, long lockMillis) {
        execute("set local lock_timeout = '" + lockMillis + "ms'");
        move(SERVING, ASIDE);
        move(schema, SERVING);
        drop(PREVIOUS);
        move(ASIDE, PREVIOUS);
        // Whoever saw the new version must see it after a crash too. Batches of consumers commit without waiting for the disk.
        execute("set local synchronous_commit = on");
    }

    private void move(String from, String to) {
        execute("alter table " + in(from) + " set schema " + to);
    }

    Optional<Long> rows(String schema) {
        return exists(schema) ? sql.sql("select count(*) from " + in(schema)).query(Long.class).optional() : Optional.empty();
    }

    private void execute(String statement) {
        sql.sql(statement).update();
    }
}
