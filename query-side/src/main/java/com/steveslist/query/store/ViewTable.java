package com.steveslist.query.store;

import com.steveslist.events.id.Id;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.history.HistoryNotKeptException;
import com.steveslist.query.history.Moment;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The table of one view and its history. Tables differ only in their generated columns, so this is all that readers and projectors need to
 * know of them.
 *
 * @param <V> the view
 */
public final class ViewTable<V> {

    private static final int STATEMENT_SECONDS = 10;

    private static final LogPosition NOWHERE = LogPosition.START;
    private static final int FETCHED = 500;
    private static final long TRUST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final DataSource dataSource;
    private final JdbcTemplate sql;
    private final NamedParameterJdbcTemplate named;
    /** For readers, whose connections have a time-out of their own. */
    private final JdbcTemplate reader;
    private final NamedParameterJdbcTemplate namedReader;
    private final String table;
    private final Class<V> type;
    private final @Nullable RowMemory<V> memory;
    private final String consumer;
    private final @Nullable PastTable past;
    private volatile @Nullable List<PastTable.Generated> generated;
    private volatile @Nullable KeptFrom keptFrom;

    /** @param table with its schema, such as {@code views.listing} */
    public ViewTable(DataSource dataSource, String table, Class<V> type) {
        this(dataSource, table, type, "", null, null);
    }

    private ViewTable(
            DataSource dataSource, String table, Class<V> type, String consumer, @Nullable RowMemory<V> memory, @Nullable PastTable past) {
        this.dataSource = dataSource;
        this.sql = new JdbcTemplate(dataSource);
        this.sql.setQueryTimeout(STATEMENT_SECONDS);
        this.named = new NamedParameterJdbcTemplate(sql);
        this.reader = new JdbcTemplate(dataSource);
        this.namedReader = new NamedParameterJdbcTemplate(reader);
        this.table = table;
        this.type = type;
        this.memory = memory;
        this.consumer = consumer;
        this.past = past;
    }

    /** A table of which rows that were read lately are remembered. */
    public static <V> ViewTable<V> remembering(DataSource dataSource, String table, Class<V> type) {
        return new ViewTable<>(dataSource, table, type, "", new RowMemory<>(), null);
    }

    /** A table whose lists say which place of the log they show, which is that of the consumer that keeps it. */
    public ViewTable<V> keptBy(String name) {
        return new ViewTable<>(dataSource, table, type, name, memory, past);
    }

    /**
     * The table as it was at a moment, to be read. The table itself for none.
     *
     * @throws HistoryNotKeptException when that is not known
     */
    public ViewTable<V> at(@Nullable Moment moment) {
        if (moment == null) {
            return this;
        }
        long from = keptFrom().position();
        if (moment.position() < from) {
            throw new HistoryNotKeptException(consumer, from);
        }
        return new ViewTable<>(dataSource, table, type, consumer, null, new PastTable(this, moment, generated()));
    }

    private record KeptFrom(long position, long readNanos) {}

    /** It changes with a rebuild only. */
    private KeptFrom keptFrom() {
        KeptFrom known = keptFrom;
        if (known == null || System.nanoTime() - known.readNanos() > TRUST_NANOS) {
            long now = System.nanoTime();
            known = reader.query("select from_position from views.history where consumer = ?",
                    (row, n) -> new KeptFrom(row.getLong(1), now), consumer).stream().findFirst().orElseGet(() -> new KeptFrom(0, now));
            keptFrom = known;
        }
        return known;
    }

    private List<PastTable.Generated> generated() {
        List<PastTable.Generated> known = generated;
        if (known == null) {
            known = reader.query(
                    PastTable.GENERATED, (row, n) -> new PastTable.Generated(row.getString(1), row.getString(2)), table);
            generated = known;
        }
        return known;
    }

    /**
     * @param at the place of the event that touched the row last
     * @param since the position from which on lists have seen it as it is
     */
    public record Row<V>(String id, V view, LogPosition at, long since) {}

    public Optional<V> find(String id) {
        return row(id).map(Row::view);
    }

    public Optional<Row<V>> row(String id) {
        PastTable then = past;
        if (then != null) {
            Map<String, Object> parameters = new HashMap<>(then.parameters());
            parameters.put("id", id);
            return namedReader.query("select * from " + then.state(":id") + " state", parameters, (row, n) -> row(id, row)).stream()
                    .findFirst();
        }
        return reader.query("select body, epoch, position from " + table + " where id = ?", (row, n) -> row(id, row), id)
                .stream()
                .findFirst();
    }

    private Row<V> row(String id, ResultSet row) throws SQLException {
        LogPosition at = new LogPosition(row.getInt("epoch"), row.getLong("position"));
        return new Row<>(id, ViewJson.read(row.getString("body"), type), at, 0);
    }

    /**
     * The row as it is at this place of the log or later, without asking the database where that is known.
     *
     * @param place that the table has applied already; null when that is not known
     */
    public Optional<Row<V>> row(String id, @Nullable LogPosition place) {
        RowMemory<V> rows = memory;
        if (rows == null || place == null) {
            return row(id);
        }
        Row<V> known = rows.at(id, place);
        return known != null ? Optional.of(known) : rows.oneAtATime(id, () -> load(rows, id, place));
    }

    private Optional<Row<V>> load(RowMemory<V> rows, String id, LogPosition place) {
        Row<V> current = rows.at(id, place);
        if (current != null) {
            return Optional.of(current);
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
                        return known.row();
                    }
                    V view = ViewJson.read(Objects.requireNonNull(body), type);
                    Row<V> read = new Row<>(id, view, new LogPosition(row.getInt(2), row.getLong(3)), 0);
                    rows.remember(read, row.getLong(1), body.length(), place);
                    return read;
                },
                known == null ? 0 : known.table(), at.epoch(), at.position(), id)
                .stream()
                .findFirst();
    }

    /** The rows that exist of these ids, as they are now. */
    public Map<String, Row<V>> load(Collection<String> ids) {
        Map<String, Row<V>> rows = new HashMap<>();
        sql.query(
                connection -> {
                    PreparedStatement statement =
                            connection.prepareStatement("select id, body, epoch, position, since from " + table + " where id = any (?)");
                    Array wanted = connection.createArrayOf("text", ids.toArray());
                    statement.setArray(1, wanted);
                    return statement;
                },
                row -> {
                    String id = row.getString(1);
                    LogPosition at = new LogPosition(row.getInt(3), row.getLong(4));
                    rows.put(id, new Row<>(id, ViewJson.read(row.getString(2), type), at, row.getLong(5)));
                });
        return rows;
    }

    /** The views that there are of these ids, by one statement. */
    public <K extends Id> Map<K, V> findAll(Collection<K> ids, Function<V, K> idOf) {
        List<String> texts = ids.stream().map(Id::value).toList();
        PastTable then = past;
        Collection<V> views = then == null ? load(texts).values().stream().map(Row::view).toList() : loadAt(then, texts);
        return views.stream().collect(Collectors.toMap(idOf, view -> view));
    }

    private List<V> loadAt(PastTable then, Collection<String> ids) {
        Map<String, Object> parameters = new HashMap<>(then.parameters());
        parameters.put("ids", ids.toArray(new String[0]));
        return namedReader
                .query("select state.body from unnest(cast(:ids as text[])) wanted (id) cross join lateral " + then.state("wanted.id")
                        + " state", parameters, (row, n) -> view(row));
    }

    /** Writes rows, and to history what they were; a row that is further already stays. @param writer the consumer that does */
    public void save(String writer, RowChanges<V> changes) {
        RowWriter.Writing writing = RowWriter.of(this, writer, changes, "true");
        int last = writing.statements().size() - 1;
        String before = IntStream.range(0, last).mapToObj(n -> "changed_" + n + " as (" + writing.statements().get(n) + ")")
                .collect(Collectors.joining(", "));
        named.update((last == 0 ? "" : "with " + before + " ") + writing.statements().get(last), writing.parameters());
    }

    /** The statements that do what {@link #save} does if a condition holds, to be run as one, and their named parameters. */
    public <R> R saving(
            String writer, RowChanges<V> changes, String condition, BiFunction<List<String>, Map<String, ?>, R> use) {
        RowWriter.Writing writing = RowWriter.of(this, writer, changes, condition);
        return use.apply(writing.statements(), writing.parameters());
    }

    /** What a statement showed, and where the log was for it; null when the table is nobody's, or the place is known. */
    record Read<V>(List<V> views, @Nullable LogPosition at) {}

    /** Views by a statement with the columns {@code id, body, epoch, position} and named parameters. */
    Read<V> query(String statement, Map<String, ?> parameters) {
        RowMemory<V> rows = memory;
        if (consumer.isEmpty() || past != null) {
            return new Read<>(
                    namedReader.query(statement, parameters, (row, n) -> rows == null ? view(row) : remembered(rows, row)), null);
        }
        // In one statement, and so of one moment, as the consumer moves its rows and its place together. One row at the left keeps the order.
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("kept_by", consumer);
        List<V> views = new ArrayList<>();
        AtomicReference<LogPosition> at = new AtomicReference<>(LogPosition.START);
        RowCallbackHandler each = row -> {
            at.set(new LogPosition(row.getInt("shown_epoch"), row.getLong("shown_position")));
            if (row.getString("id") != null) {
                views.add(rows == null ? view(row) : remembered(rows, row));
            }
        };
        namedReader.query("select shown.epoch as shown_epoch, shown.position as shown_position, page.* from consumer.progress shown"
                + " left join lateral (" + statement + ") page on true where shown.consumer = :kept_by", all, each);
        return new Read<>(views, at.get());
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
        rows.remember(new Row<>(id, view, at, 0), 0, body.length(), at);
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

    /** The table of what its rows were. */
    String historyName() {
        return table.replace("\"", "") + "_history";
    }

    String consumer() {
        return consumer;
    }

    /** Null when the table is read as it is now. */
    @Nullable
    PastTable past() {
        return past;
    }
}
