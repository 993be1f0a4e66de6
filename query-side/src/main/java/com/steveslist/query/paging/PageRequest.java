package com.steveslist.query.paging;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param limit 1 to 100
 * @param after the cursor of the page before; null for the first page
 * @param backward whether the page before {@code after} is wanted instead of the one behind it
 * @param offset 0 to 10,000 in place of a cursor, which also asks for the total; null otherwise
 */
public record PageRequest(int limit, @Nullable Cursor after, boolean backward, @Nullable Integer offset) {

    public static PageRequest first(int limit) {
        return new PageRequest(limit, null, false, null);
    }
}
