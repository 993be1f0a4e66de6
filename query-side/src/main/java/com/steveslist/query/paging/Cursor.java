package com.steveslist.query.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the sort keys of its last row, the id last. The API signs and encodes it; here it is plain.
 *
 * @param keys one text a sort key, in the order of the sort; null where the key is null
 */
public record Cursor(List<@Nullable String> keys) {}
