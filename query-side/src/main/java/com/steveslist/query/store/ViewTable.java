package com.steveslist.query.store;

import com.steveslist.events.id.Id;
import com.steveslist.events.log.LogPosition;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    private static final LogPosition NOWHERE = LogPosition.START;
    private static final int FETCHED = 500;

    private final DataSource dataSource;
    private final JdbcTemplate sql;
    private final NamedParameterJdbcTemplate named;
    /** For readers, whose connections have a time-out of their own. */
    private final JdbcTemplate reader;
    private final NamedParameterJdbcTemplate namedReader;
    private final String table;
    private final Class<V> type;
    private final @Nullable RowMemory<V> memory;

    /** @param table with its schema, such as {@code views.listing} */
    public ViewTable(DataSource dataSource, String table, Class<V> type) {
        this(dataSource, table, type, null);
    }

    private ViewTable(DataSource dataSource, String table, Class<V> type, @Nullable RowMemory<V> memory) {
        this.dataSource = dataSource;
        this.sql = new JdbcTemplate(dataSource);
        this.sql.setQueryTimeout(STATEMENT_SECONDS);
        this.named = new NamedParameterJdbcTemplate(sql);
        this.reader = new JdbcTemplate(dataSource);
        this.namedReader = new NamedParameterJdbcTemplate(reader);
        this.table = table;
        this.type = type;
        this.memory = memory;
    }

    /** A table of which rows that were read lately are remembered. */
    public static <V> ViewTable<V> remembering(DataSource dataSource, String table, Class<V> type) {
        return new ViewTable<>(dataSource, table, type, new RowMemory<>());
    }

    /** @param at the place of the event that touched the row last */
    public record Row<V>(String id, V view, LogPosition at) {}

    public Optional<V> find(String id) {
        return reader.query("select body from " + table + " where id = ?", (row, n) -> ViewJson.read(row.getString(1), type), id)
                .stream()
                .findFirst();
    }

    /**
     * The row as it is at this place of the log or later, without asking the database where that is known.
     *
     * @param place that the table has applied already
     */
    public Optional<V> find(String id, LogPosition place) {
        RowMemory<V> rows = memory;
        if (rows == null) {
            return find(id);
        }
        Row<V> known = rows.at(id, place);
        return known != null ? Optional.of(known.view()) : rows.oneAtATime(id, () -> load(rows, id, place));
    }

    private Optional<V> load(RowMemory<V> rows, String id, LogPosition place) {
        Row<V> current = rows.at(id, place);
        if (current != null) {
            return Optional.of(current.view());
        }
        RowMemory.Known<V> known = rows.atSomeTime(id);
        LogPosition at = known == null ? NOWHERE : known.row().at();
        return reader.query(
                "select tableoid, epoch, position, case when (tableoid, epoch, position) = (?::oid, ?, ?) then null else body end from "
                        + table
                        + " where id = ?",
                (row, n) -> {
                    String body = row.getString(4);
                    if (body == null && known != null) {
                        rows.confirm(id, known, place);
                        return known.row().view();
                    }
                    V view = ViewJson.read(Objects.requireNonNull(body), type);
                    LogPosition touched = new LogPosition(row.getInt(2), row.getLong(3));
                    rows.remember(new Row<>(id, view, touched), row.getLong(1), body.length(), place);
                    return view;
                },
                known == null ? 0 : known.table(), at.epoch(), at.position(), id)
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

    /** The views that there are of these ids, by one statement. */
    public <K extends Id> Map<K, V> findAll(Collection<K> ids, Function<V, K> idOf) {
        return load(ids.stream().map(Id::value).toList()).values().stream()
                .map(Row::view)
                .collect(Collectors.toMap(idOf, view -> view));
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

    /** Views by a statement with the columns {@code id, body, epoch, position} and named parameters. */
    List<V> query(String statement, Map<String, ?> parameters) {
        RowMemory<V> rows = memory;
        return namedReader.query(statement, parameters, (row, n) -> rows == null ? view(row) : remembered(rows, row));
    }

    private V view(ResultSet row) throws SQLException {
        return ViewJson.read(row.getString("body"), type);
    }

    private V remembered(RowMemory<V> rows, ResultSet row) throws SQLException {
        LogPosition at = new LogPosition(row.getInt("epoch"), row.getLong("position"));
        String id = row.getString("id");
        V known = rows.touchedBy(at, id);
        if (known != null) {
            return known;
        }
        String body = row.getString("body");
        V view = ViewJson.read(body, type);
        rows.remember(new Row<>(id, view, at), 0, body.length(), at);
        return view;
    }

    /** Likewise, sorted into lists by the column {@code parent}. */
    Map<String, List<V>> queryByParent(String statement, Map<String, ?> parameters) {
        Map<String, List<V>> lists = new HashMap<>();
        named.query(statement, parameters, row -> {
            lists.computeIfAbsent(row.getString("parent"), parent -> new ArrayList<>()).add(ViewJson.read(row.getString("body"), type));
        });
        return lists;
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
        Long count = namedReader.queryForObject(statement, parameters, Long.class);
        return count == null ? 0 : count;
    }

    String name() {
        return table;
    }
}
