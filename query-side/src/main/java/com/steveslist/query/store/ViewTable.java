package com.steveslist.query.store;

import com.steveslist.events.log.LogPosition;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The table of one view. Tables differ only in their generated columns, so this is all that readers and projectors need to know of
 * them.
 *
 * @param <V> the view
 */
public final class ViewTable<V> {

    private static final int STATEMENT_SECONDS = 10;

    private static final int FETCHED = 500;

    private final DataSource dataSource;
    private final JdbcTemplate sql;
    private final NamedParameterJdbcTemplate named;
    private final String table;
    private final Class<V> type;

    /** @param table with its schema, such as {@code views.listing} */
    public ViewTable(DataSource dataSource, String table, Class<V> type) {
        this.dataSource = dataSource;
        this.sql = new JdbcTemplate(dataSource);
        this.sql.setQueryTimeout(STATEMENT_SECONDS);
        this.named = new NamedParameterJdbcTemplate(sql);
        this.table = table;
        this.type = type;
    }

    /** @param at the place of the event that touched the row last */
    public record Row<V>(String id, V view, LogPosition at) {}

    public Optional<V> find(String id) {
        return sql.query("select body from " + table + " where id = ?", (row, n) -> ViewJson.read(row.getString(1), type), id)
                .stream()
                .findFirst();
    }

    /** The rows that exist of these ids. */
    public Map<String, Row<V>> load(Collection<String> ids) {
        Map<String, Row<V>> rows = new HashMap<>();
        sql.query(
                connection -> {
                    PreparedStatement statement =
                            connection.prepareStatement("select id, body, epoch, position from " + table + " where id = any (?)");
                    Array wanted = connection.createArrayOf("text", ids.toArray());
                    statement.setArray(1, wanted);
                    return statement;
                },
                row -> {
                    String id = row.getString(1);
                    LogPosition at = new LogPosition(row.getInt(3), row.getLong(4));
                    rows.put(id, new Row<>(id, ViewJson.read(row.getString(2), type), at));
                });
        return rows;
    }

    /** Writes whole rows; a row that is further already stays. */
    public void save(Collection<Row<V>> rows) {
        named.update(saving("true"), columns(rows));
    }

    /** The statement that writes rows if a condition holds; its parameters are {@link #columns}. */
    public String saving(String condition) {
        return """
                insert into %s as old (id, body, epoch, position)
                select id, body::jsonb, epoch, position from unnest(:ids, :bodies, :epochs, :positions) new (id, body, epoch, position) where %s
                on conflict (id) do update set body = excluded.body, epoch = excluded.epoch, position = excluded.position
                where (old.epoch, old.position) < (excluded.epoch, excluded.position)
                """.formatted(table, condition);
    }

    /** What {@link #saving} takes: rows, column by column. */
    public Map<String, ?> columns(Collection<Row<V>> rows) {
        return Map.of(
                "ids", rows.stream().map(Row::id).toArray(String[]::new),
                "bodies", rows.stream().map(row -> ViewJson.write(row.view())).toArray(String[]::new),
                "epochs", rows.stream().mapToInt(row -> row.at().epoch()).toArray(),
                "positions", rows.stream().mapToLong(row -> row.at().position()).toArray());
    }

    /** Views by a statement whose first column is {@code body} and whose parameters are named. */
    List<V> query(String statement, Map<String, ?> parameters) {
        return named.query(statement, parameters, (row, n) -> ViewJson.read(row.getString("body"), type));
    }

    /** The same, one by one. In a transaction rows are fetched {@value #FETCHED} at a time; outside, all are held at once. */
    void each(String statement, Map<String, ?> parameters, Consumer<V> consumer) {
        JdbcTemplate fetching = new JdbcTemplate(dataSource);
        fetching.setFetchSize(FETCHED);
        fetching.setQueryTimeout(STATEMENT_SECONDS);
        RowCallbackHandler accept = row -> consumer.accept(ViewJson.read(row.getString("body"), type));
        new NamedParameterJdbcTemplate(fetching).query(statement, parameters, accept);
    }

    /** Texts by a statement with named parameters. */
    List<String> texts(String statement, Map<String, ?> parameters) {
        return named.queryForList(statement, parameters, String.class);
    }

    long count(String statement, Map<String, ?> parameters) {
        Long count = named.queryForObject(statement, parameters, Long.class);
        return count == null ? 0 : count;
    }

    String name() {
        return table;
    }
}
