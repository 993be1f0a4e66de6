package com.steveslist.query.store;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.steveslist.events.log.LogPosition;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.store.ViewTable.Read;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list over a view's table: conditions, a sort with the id as its last key, and one page by keyset, so that page 10,000 costs what
 * page 1 costs and nothing is seen twice or missed while rows are inserted.
 *
 * @param <V> the view
 */
public final class ListQuery<V> {

    private final ViewTable<V> table;
    private final Map<String, SortColumn<V>> columns;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> changing = new ArrayList<>();
    private final List<String> today = new ArrayList<>();
    private boolean runs;
    private List<String> branches = List.of();
    private final Map<String, Object> parameters = new HashMap<>();

    /** @param columns what the list can be sorted by, {@code id} included */
    public ListQuery(ViewTable<V> table, Map<String, SortColumn<V>> columns) {
        this.table = table;
        this.columns = columns;
    }

    /**
     * @param cast PostgreSQL's type, to read a cursor's text back
     * @param text the key of a row as text
     * @param changing whether it changes with every event of a row
     */
    public record SortColumn<V>(String cast, Function<V, String> text, boolean changing) {

        public SortColumn(String cast, Function<V, String> text) {
            this(cast, text, false);
        }
    }

    /** Rows are also found by what may change, but not with every event: in the past, by what they were in runs. */
    public ListQuery<V> byRuns() {
        runs = true;
        return this;
    }

    /**
     * As {@link #and(String, String, Object)}, of what changes with every event of a row, or, where the list does not go {@link #byRuns},
     * with any.
     */
    public ListQuery<V> andChanging(String condition, String parameter, @Nullable Object value) {
        int before = conditions.size();
        and(condition, parameter, value);
        if (conditions.size() > before) {
            changing.add(conditions.removeLast());
        }
        return this;
    }

    /** A value that conditions name. */
    public ListQuery<V> parameter(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /**
     * In the past, leaves out rows that today are such as this; only where the list goes {@link #byRuns}. Looked up row by row: "not exists"
     * would be joined.
     */
    public ListQuery<V> exceptToday(String condition) {
        today.add("coalesce((select false from " + table.name() + " today where today.id = ordered.id and " + condition + "), true)");
        return this;
    }

    /** Adds a condition with one named parameter, unless the value is null or an empty collection. */
    public ListQuery<V> and(String condition, String parameter, @Nullable Object value) {
        if (value == null || value instanceof Collection<?> values && values.isEmpty()) {
            return this;
        }
        conditions.add(condition);
        parameters.put(parameter, value);
        return this;
    }

    public ListQuery<V> and(String condition) {
        conditions.add(condition);
        return this;
    }

    /**
     * Rows of either kind, which exclude each other. Each kind is read in the list's order by an index of its own and the pages are merged;
     * an "or" would read and sort all of them for every page.
     */
    public ListQuery<V> either(String one, String other, String parameter, Object value) {
        branches = List.of(one, other);
        parameters.put(parameter, value);
        return this;
    }

    /** @throws IllegalArgumentException for a sort field or a cursor that is not of this list */
    public Page<V> page(List<SortKey> sort, PageRequest page) {
        List<SortKey> keys = withId(sort);
        Cursor after = page.after();
        List<String> all = new ArrayList<>(conditions);
        if (after != null) {
            all.add(behind(keys, after, page.backward()));
        }
        Integer offset = page.offset();
        int last = page.limit() + 1 + (offset == null ? 0 : offset);
        String order = orderBy(keys, page.backward());
        String statement = "select id, body, epoch, position from " + source(all, keys, order + " limit " + last) + order + " limit "
                + (page.limit() + 1)
                + (offset == null ? "" : " offset " + offset);
        Long total = offset == null ? null : table.count("select count(*) from " + source(all, keys, ""), parameters);
        Read<V> read = table.query(statement, parameters);
        return cut(read.views(), keys, page, total, read.at());
    }

    /**
     * The same page of many lists by one statement, each read by the index of its parent. A parent whose page is empty is left out.
     *
     * @param belongs the condition that a row belongs to a parent, such as {@code seller_id = parent.key}
     * @param page without an offset
     * @throws IllegalArgumentException for a sort field or a cursor that is not of this list
     */
    public Map<String, Page<V>> pages(String belongs, Collection<String> parents, List<SortKey> sort, PageRequest page) {
        List<SortKey> keys = withId(sort);
        Cursor after = page.after();
        List<String> all = new ArrayList<>(conditions);
        all.add(belongs);
        if (after != null) {
            all.add(behind(keys, after, page.backward()));
        }
        parameters.put("parents", parents.toArray(new String[0]));
        String columns = Stream.concat(Stream.of("body"), keys.stream().map(SortKey::field)).distinct().collect(joining(", "));
        String order = orderBy(keys, page.backward());
        String statement = "select parent.key as parent, child.body from unnest(cast(:parents as text[])) as parent (key)"
                + " cross join lateral (select " + columns + " from " + source(all, keys, order + " limit " + (page.limit() + 1)) + order
                + " limit " + (page.limit() + 1) + ") as child order by parent.key, " + order.substring(" order by ".length());
        Map<String, Page<V>> pages = new HashMap<>();
        table.queryByParent(statement, parameters).forEach((parent, rows) -> pages.put(parent, cut(rows, keys, page, null, null)));
        return pages;
    }

    /** The page that was asked for, out of rows of which one more was read to see whether there are more. */
    private Page<V> cut(List<V> rows, List<SortKey> keys, PageRequest page, @Nullable Long total, @Nullable LogPosition at) {
        Page<V> cut = Page.cut(rows, page, row -> cursor(keys, row));
        return new Page<>(cut.items(), cut.next(), cut.previous(), total, at);
    }

    /** All rows, the newest first. In a transaction they are fetched as they are wanted; outside, all are held at once. */
    public void each(Consumer<V> consumer) {
        List<SortKey> keys = withId(List.of());
        table.each("select body from " + source(conditions, keys, "") + orderBy(keys, false), parameters, consumer);
    }

    /** The different texts that an expression over {@code body} gives for all rows, in their order; at most so many. */
    public List<String> distinct(String expression, int most) {
        return table.texts("select distinct name from (select body from " + source(conditions, withId(List.of()), "") + ") list, "
                + expression + " name order by 1 limit " + most, parameters);
    }

    /** What the page is taken from; each branch gives no more than the page can need. @param part order and limit; may be empty */
    private String source(List<String> all, List<SortKey> keys, String part) {
        if (branches.isEmpty()) {
            return table.past() == null ? table.name() + where(withChanging(all)) : branch(all, keys, part) + " as shown";
        }
        return branches.stream()
                .map(branch -> branch(Stream.concat(Stream.of(branch), all.stream()).toList(), keys, part))
                .collect(joining(" union all ", "(", ") as either"));
    }

    private String branch(List<String> all, List<SortKey> keys, String part) {
        PastTable past = table.past();
        if (past == null) {
            String columns = Stream.concat(Stream.of("id", "body", "epoch", "position"), keys.stream().map(SortKey::field)).distinct()
                    .collect(joining(", "));
            return "(select " + columns + " from " + table.name() + where(withChanging(all)) + part + ")";
        }
        parameters.putAll(past.parameters());
        int limit = part.indexOf(" limit ");
        return past.rows(
                new PastTable.Wanted(
                        all,
                        changing,
                        today,
                        keys.stream().map(SortKey::field).toList(),
                        keys.stream().anyMatch(key -> column(key).changing()),
                        limit < 0 ? "" : part.substring(0, limit)),
                runs,
                limit < 0 ? "" : part.substring(limit));
    }

    private List<String> withChanging(List<String> all) {
        return Stream.concat(all.stream(), changing.stream()).toList();
    }

    private static String where(List<String> all) {
        return all.isEmpty() ? "" : " where " + String.join(" and ", all);
    }

    private List<SortKey> withId(List<SortKey> sort) {
        List<SortKey> keys = new ArrayList<>(sort.isEmpty() ? List.of(new SortKey("created_at", true)) : sort);
        keys.stream().map(SortKey::field).filter(field -> !columns.containsKey(field)).findFirst().ifPresent(field -> {
            throw new IllegalArgumentException("cannot sort by " + field);
        });
        keys.add(new SortKey("id", keys.getLast().descending()));
        return keys;
    }

    private static String orderBy(List<SortKey> keys, boolean backward) {
        return keys.stream()
                .map(key -> key.field() + (key.descending() != backward ? " desc" : " asc"))
                .reduce((left, right) -> left + ", " + right)
                .map(order -> " order by " + order)
                .orElse("");
    }

    /** Keys of one direction compare as a row, which an index serves; mixed ones are spelled out. */
    private String behind(List<SortKey> keys, Cursor after, boolean backward) {
        if (after.keys().size() != keys.size()) {
            throw new IllegalArgumentException("the cursor belongs to another sort");
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            parameters.put("after_" + i, after.keys().get(i));
            values.add("cast(:after_" + i + " as " + column(keys.get(i)).cast() + ")");
        }
        boolean oneWay = keys.stream().map(SortKey::descending).distinct().count() == 1;
        if (oneWay) {
            String fields = String.join(", ", keys.stream().map(SortKey::field).toList());
            return "(" + fields + ") " + (keys.getFirst().descending() != backward ? "<" : ">") + " (" + String.join(", ", values) + ")";
        }
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            StringBuilder one = new StringBuilder("(");
            for (int j = 0; j < i; j++) {
                one.append(keys.get(j).field()).append(" = ").append(values.get(j)).append(" and ");
            }
            one.append(keys.get(i).field()).append(keys.get(i).descending() != backward ? " < " : " > ").append(values.get(i));
            cases.add(one.append(')').toString());
        }
        return "(" + String.join(" or ", cases) + ")";
    }

    private SortColumn<V> column(SortKey key) {
        return requireNonNull(columns.get(key.field()));
    }

    /** The place of a row in the list: a page after it begins with the next one. */
    public Cursor cursorOf(V row, List<SortKey> sort) {
        return cursor(withId(sort), row);
    }

    private Cursor cursor(List<SortKey> keys, V row) {
        return new Cursor(keys.stream().<@Nullable String>map(key -> column(key).text().apply(row)).toList());
    }
}
