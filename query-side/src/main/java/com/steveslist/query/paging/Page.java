package com.steveslist.query.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where the next page begins; null when this is the last one
 * @param previous where the page before ended; null when this is the first one
 * @param total how many rows the whole list has; only with an offset
 */
public record Page<T>(List<T> items, @Nullable Cursor next, @Nullable Cursor previous, @Nullable Long total) {

    public boolean hasMore() {
        return next != null;
    }
}
