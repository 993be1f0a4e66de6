package com.steveslist.api.paging;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A page of a list as the Relay specification has it. */
public record Connection<T>(List<Edge<T>> edges, boolean hasNextPage, boolean hasPreviousPage) {

    /** A thing in its list. @param place its cursor, written only when somebody asks for it */
    public record Edge<T>(T node, Supplier<String> place) {

        public String cursor() {
            return place.get();
        }
    }

    /** Where the page stands in its list. */
    public record PageInfo(
            boolean hasNextPage, boolean hasPreviousPage, @Nullable String startCursor, @Nullable String endCursor) {}

    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    public PageInfo pageInfo() {
        return new PageInfo(
                hasNextPage,
                hasPreviousPage,
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
    }
}
