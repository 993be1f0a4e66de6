package com.steveslist.projections.rebuild;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerVersions;
import com.steveslist.projections.view.ViewDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The versions of one view's table and of its history: the one that serves, the next and the previous. */
final class ViewTables {

    static final String NEXT = "views_next";
    static final String PREVIOUS = "views_previous";
    private static final String SERVING = "views";
    private static final String HISTORY = "_history";
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

    private String historyIn(String schema) {
        return schema + "." + bareName() + HISTORY;
    }

    /** The consumer that keeps a version; what is known of the version's history stands under its name. */
    String consumerOf(String schema) {
        return switch (schema) {
            case NEXT -> ConsumerVersions.next(view.consumer());
            case PREVIOUS -> ConsumerVersions.previous(view.consumer());
            case ASIDE -> view.consumer() + "@aside";
            case SERVING -> view.consumer();
            default -> view.consumer() + "@" + schema;
        };
    }

    boolean exists(String schema) {
        return sql.sql("select to_regclass(?) is not null").param(in(schema)).query(Boolean.class).single();
    }

    void drop(String schema) {
        execute("drop table if exists " + in(schema) + ", " + historyIn(schema));
        sql.sql("delete from views.history where consumer = ?").param(consumerOf(schema)).update();
    }

    /** Empty tables of the serving ones' shape, with their primary keys; other indexes are cheaper when rows are there. */
    void createNext() {
        create(NEXT);
    }

    /** Likewise in another schema, which is there. */
    void create(String schema) {
        drop(schema);
        create(view.table(), in(schema));
        create(historyIn(SERVING), historyIn(schema));
        sql.sql("insert into views.history (consumer, from_position) values (?, 0)").param(consumerOf(schema)).update();
    }

    private void create(String like, String table) {
        execute("create table " + table + " (like " + like
                + " including defaults including generated including constraints including storage including compression)");
        sql.sql("select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = to_regclass(?) and contype = 'p'")
                .param(like)
                .query((row, n) -> "add constraint \"" + row.getString(1) + "\" " + row.getString(2))
                .list()
                .forEach(constraint -> execute("alter table " + table + " " + constraint));
    }

    /** Gives the next tables the serving ones' other indexes, by the same names, and the planner what it wants to know. */
    void indexNext() {
        index(NEXT);
    }

    /** Likewise in another schema. */
    void index(String schema) {
        indexes(SERVING).stream()
                .filter(index -> !index.startsWith("CREATE UNIQUE INDEX"))
                .map(index -> index.replace(" ON " + SERVING + ".", " ON " + schema + "."))
                .forEach(this::execute);
        execute("vacuum (analyze) " + in(schema));
        execute("vacuum (analyze) " + historyIn(schema));
    }

    /** The position from which on the serving version's history is kept; 0 when it has all of it. */
    long historyFrom() {
        return sql.sql("select from_position from views.history where consumer = ?").param(view.consumer()).query(Long.class).optional()
                .orElse(0L);
    }

    /** What was known of a version's history while it was made; it is read no more. */
    void forgetHistory(String schema) {
        sql.sql("delete from views.history where consumer = ?").param(consumerOf(schema)).update();
    }

    private List<String> indexes(String schema) {
        return sql.sql("select indexdef from pg_indexes where schemaname = ? and tablename in (?, ?) order by indexname")
                .params(schema, bareName(), bareName() + HISTORY)
                .query(String.class)
                .list();
    }

    /** Whether the table there has the columns and indexes of the one that serves: a migration may have come between. */
    boolean hasServingShape(String schema) {
        List<String> there =
                indexes(schema).stream().map(index -> index.replace(" ON " + schema + ".", " ON " + SERVING + ".")).toList();
        return columns(in(schema)).equals(columns(in(SERVING)))
                && columns(historyIn(schema)).equals(columns(historyIn(SERVING)))
                && there.equals(indexes(SERVING));
    }

    private List<String> columns(String table) {
        return sql.sql("""
                select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '')
                from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped order by a.attname
                """).param(table).query(String.class).list();
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
        compareHistory(schema, "past.to_position <= :until", Map.of("until", at.position()));
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
        compareHistory(schema, "past.id = any (:ids)", Map.of("ids", touched));
    }

    /** Notes rows that are the same but were not always; what the serving version keeps no history of is not compared. */
    private void compareHistory(String schema, String which, Map<String, ?> parameters) {
        String states = "select past.id, past.position, past.to_position, past.body from %s past where past.to_position >"
                + " (select from_position from views.history where consumer = :consumer) and " + which;
        sql.sql("""
                insert into rebuild.difference
                select :consumer, now.id, now.epoch, now.position, now.epoch, now.position, array['history']
                from (select distinct coalesce(served.id, rebuilt.id) as id
                      from (%s) served full join (%s) rebuilt on (served.id, served.position) = (rebuilt.id, rebuilt.position)
                      where (served.to_position, served.body) is distinct from (rebuilt.to_position, rebuilt.body)) differing
                join %s now on now.id = differing.id
                on conflict do nothing
                """.formatted(states.formatted(historyIn(SERVING)), states.formatted(historyIn(schema)), view.table()))
                .param("consumer", view.consumer())
                .params(parameters)
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
        execute("lock table " + view.table() + ", " + historyIn(SERVING) + ", " + in(schema) + ", " + historyIn(schema)
                + " in share update exclusive mode");
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
        execute("alter table " + historyIn(from) + " set schema " + to);
        sql.sql("update views.history set consumer = ? where consumer = ?").params(consumerOf(to), consumerOf(from)).update();
    }

    Optional<Long> rows(String schema) {
        return exists(schema) ? sql.sql("select count(*) from " + in(schema)).query(Long.class).optional() : Optional.empty();
    }

    private void execute(String statement) {
        sql.sql(statement).update();
    }
}
