package com.steveslist.query.paging;

import com.steveslist.events.log.LogPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where the next page begins; null when this is the last one
 * @param previous where the page before ended; null when this is the first one
 * @param total how many rows the whole list has; only with an offset
 * @param at the place of the log that it shows, exactly; null when that is not known
 */
public record Page<T>(
        List<T> items, @Nullable Cursor next, @Nullable Cursor previous, @Nullable Long total, @Nullable LogPosition at) {

    public Page(List<T> items, @Nullable Cursor next, @Nullable Cursor previous, @Nullable Long total) {
        this(items, next, previous, total, null);
    }

    /**
     * The page out of rows in the order of reading, which for a page before a cursor is against the list's order.
     *
     * @param read one more than wanted, where there is one, which shows that there are more
     * @param cursor the place of a row in the list
     */
    public static <T> Page<T> cut(Collection<T> read, PageRequest wanted, Function<? super T, Cursor> cursor) {
        boolean more = read.size() > wanted.limit();
        List<T> items = new ArrayList<>(read);
        if (more) {
            items.removeLast();
        }
        if (wanted.backward()) {
            Collections.reverse(items);
        }
        boolean hasNext = wanted.backward() || more;
        boolean hasPrevious = wanted.backward() ? more : wanted.after() != null;
        return new Page<>(
                List.copyOf(items),
                hasNext && !items.isEmpty() ? cursor.apply(items.getLast()) : null,
                hasPrevious && !items.isEmpty() ? cursor.apply(items.getFirst()) : null,
                null);
    }

    public boolean hasMore() {
        return next != null;
    }
}
