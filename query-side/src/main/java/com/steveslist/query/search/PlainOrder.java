package com.steveslist.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.steveslist.query.paging.SortKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the view of listings is searched: the index's own where that does not sort by scores, value by value, so that a list
 * that the index began goes on where its last page ended, whatever was listed meanwhile.
 */
final class PlainOrder {

    private static final String NEWEST = "(extract(epoch from created_at) * 1000)::bigint";
    private static final Map<String, Value> FIELDS = Map.of(
            "created_at", new Value(NEWEST, true),
            "updated_at", new Value("(extract(epoch from updated_at) * 1000)::bigint", true),
            "price_amount", new Value("price_amount", true),
            "name", new Value("lower(name) collate \"C\"", false));

    private final List<Column> columns = new ArrayList<>();
    private final boolean byScore;

    private record Value(String expression, boolean isNumber) {}

    private record Column(Value value, boolean descending) {

        String order() {
            return value.expression + (descending ? " desc" : "");
        }
    }

    /** @param words how many are looked for; with any, and no wish for an order, what fits best comes first */
    PlainOrder(List<SortKey> sort, int words) {
        byScore = sort.isEmpty() && words > 0;
        columns.add(new Column(new Value("(status = 'sold_out')::int", true), false));
        for (SortKey key : sort) {
            Value field = FIELDS.get(key.field());
            if (field == null) {
                throw new IllegalArgumentException("a search is not sorted by " + key.field());
            }
            columns.add(new Column(field, key.descending()));
        }
        if (sort.isEmpty()) {
            columns.add(new Column(new Value(NEWEST, true), true));
        }
        columns.add(new Column(new Value("id collate \"C\"", false), sort.isEmpty() || sort.getLast().descending()));
    }

    /** What is selected beside a row, so that {@link #valuesOf} finds it. */
    String selected() {
        StringBuilder selected = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            selected.append(", ").append(columns.get(i).value.expression).append(" as sort_").append(i);
        }
        return selected.toString();
    }

    String orderBy() {
        List<String> order = new ArrayList<>(columns.stream().map(Column::order).toList());
        if (byScore) {
            order.add(1, "score desc");
        }
        return String.join(", ", order);
    }

    /** Where a row stands; empty where that is a matter of scores, which the index gives differently. */
    List<FieldValue> valuesOf(ResultSet row) throws SQLException {
        List<FieldValue> values = new ArrayList<>();
        for (int i = 0; i < columns.size() && !byScore; i++) {
            values.add(columns.get(i).value.isNumber
                    ? FieldValue.of(row.getLong("sort_" + i))
                    : FieldValue.of(row.getString("sort_" + i)));
        }
        return values;
    }

    /** A condition for what comes after a place, and its parameters. */
    record Rest(String condition, Map<String, Object> parameters) {}

    /** Null when the place says nothing in this order: then pages are told apart by how many rows were before. */
    @Nullable
    Rest after(@Nullable SearchCursor place) {
        if (place == null || byScore || place.sortValues().size() != columns.size()
                || place.sortValues().stream().anyMatch(FieldValue::isNull)) {
            return null;
        }
        Map<String, Object> parameters = new HashMap<>();
        List<String> ways = new ArrayList<>();
        StringBuilder same = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            FieldValue value = place.sortValues().get(i);
            parameters.put("after_" + i, column.value.isNumber ? (Object) value.longValue() : value.stringValue());
            ways.add("(" + same + column.value.expression + (column.descending ? " < " : " > ") + ":after_" + i + ")");
            same.append(column.value.expression).append(" = :after_").append(i).append(" and ");
        }
        return new Rest("(" + String.join(" or ", ways) + ")", parameters);
    }
}
