package com.steveslist.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.steveslist.query.paging.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a search ended.
 *
 * @param reading how the words were understood, which the next pages keep to; null when PostgreSQL answered
 * @param seen how many hits the pages so far had, which is where PostgreSQL goes on by when scores made the order
 * @param sortValues of the last hit; empty when PostgreSQL answered and scores made the order
 */
record SearchCursor(@Nullable Reading reading, int seen, List<FieldValue> sortValues) {

    static @Nullable SearchCursor of(@Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        List<@Nullable String> keys = cursor.keys();
        try {
            int seen = Integer.parseInt(String.valueOf(keys.get(1)));
            return new SearchCursor(reading(keys.getFirst()), seen, keys.stream().skip(2).map(SearchCursor::parse).toList());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a cursor of a search", e);
        }
    }

    Cursor cursor() {
        List<@Nullable String> keys = new ArrayList<>();
        keys.add(reading == null ? null : (reading.relaxed() ? "r" : "a") + reading.mistypedWords());
        keys.add(String.valueOf(seen));
        sortValues.forEach(value -> keys.add(format(value)));
        return new Cursor(keys);
    }

    private static @Nullable Reading reading(@Nullable String key) {
        return key == null ? null : new Reading(key.charAt(0) == 'r', Integer.parseInt(key.substring(1)));
    }

    private static @Nullable String format(FieldValue value) {
        return switch (value._kind()) {
            case Long -> "l" + value.longValue();
            case Double -> "d" + value.doubleValue();
            case String -> "s" + value.stringValue();
            case Null -> null;
            default -> throw new IllegalStateException("no sort gives a " + value._kind());
        };
    }

    private static FieldValue parse(@Nullable String key) {
        if (key == null) {
            return FieldValue.NULL;
        }
        String value = key.substring(1);
        return switch (key.charAt(0)) {
            case 'l' -> FieldValue.of(Long.parseLong(value));
            case 'd' -> FieldValue.of(Double.parseDouble(value));
            case 's' -> FieldValue.of(value);
            default -> throw new IllegalArgumentException("unknown kind of sort value");
        };
    }
}
