package com.steveslist.query.paging;

/** One key of a sort. @param field a name from the list's own set, such as {@code created_at} */
public record SortKey(String field, boolean descending) {}
