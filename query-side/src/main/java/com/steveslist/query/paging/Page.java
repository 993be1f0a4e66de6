package com.steveslist.query.paging;

import com.steveslist.events.log.LogPosition;
import java.util.List;
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

    public boolean hasMore() {
        return next != null;
    }
}
