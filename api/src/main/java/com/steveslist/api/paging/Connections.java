package com.steveslist.api.paging;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.input.Params;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages by {@code first} and {@code after}, or {@code last} and {@code before}, with the bounds and the signed cursors of {@link Paging}. */
@Component
public final class Connections {

    private final Cursors cursors;

    Connections(Cursors cursors) {
        this.cursors = cursors;
    }

    /**
     * A page that is wanted.
     *
     * @param list names the list with its filters, its sort and who looks at it, which its cursors belong to
     */
    public record Wanted(PageRequest page, String list) {}

    /** Throws {@code invalid_request}, and {@code invalid_cursor} for a cursor that this list did not give out. */
    public Wanted read(Map<String, ?> arguments, String list) {
        Integer last = size(arguments, "last");
        Integer first = size(arguments, "first");
        Object after = arguments.get("after");
        Object before = arguments.get("before");
        if (last == null ? before != null : first != null || after != null) {
            throw wrong(last == null ? "before" : "last", "Give first with after, or last with before.");
        }
        boolean backward = last != null;
        int limit = last != null ? last : first != null ? first : Paging.DEFAULT_LIMIT;
        Object cursor = backward ? before : after;
        return new Wanted(new PageRequest(limit, cursor == null ? null : place(list, cursor.toString()), backward, null), list);
    }

    private Cursor place(String list, String cursor) {
        if (cursor.length() > Paging.LONGEST_CURSOR) {
            throw Cursors.invalid();
        }
        return cursors.decode(list, cursor).cursor();
    }

    private static @Nullable Integer size(Map<String, ?> arguments, String name) {
        Object given = arguments.get(name);
        if (given == null) {
            return null;
        }
        if (!(given instanceof Integer size) || size < 1 || size > Paging.MOST) {
            throw wrong(name, name + " must be an integer from 1 to " + Paging.MOST + ".");
        }
        return size;
    }

    private static ApiException wrong(String name, String detail) {
        return ApiException.invalid(new FieldError(FieldError.In.QUERY, "/" + name, "out_of_range", detail));
    }

    /**
     * The page as a connection. As the specification allows, only the way that one goes tells for sure whether there is more.
     *
     * @param place where a row stands in the list
     */
    public <V, T> Connection<T> of(Wanted wanted, Page<V> page, Function<V, T> render, Function<V, Cursor> place) {
        List<Connection.Edge<T>> edges = page.items().stream()
                .map(row -> new Connection.Edge<>(render.apply(row), () -> cursors.encode(wanted.list(), place.apply(row), false)))
                .toList();
        boolean isInside = wanted.page().after() != null;
        return wanted.page().backward()
                ? new Connection<>(edges, isInside, page.previous() != null)
                : new Connection<>(edges, page.next() != null, isInside);
    }

    /** The parameters that a list of REST's has for {@code first} and {@code after}. Throws as {@link #read} does. */
    public static String parameters(Map<String, ?> arguments) {
        Integer first = size(arguments, "first");
        Object after = arguments.get("after");
        String limit = "limit=" + (first == null ? Paging.DEFAULT_LIMIT : first);
        if (after == null) {
            return limit;
        }
        if (after.toString().length() > Paging.LONGEST_CURSOR) {
            throw Cursors.invalid();
        }
        return limit + "&cursor=" + URLEncoder.encode(after.toString(), StandardCharsets.UTF_8);
    }

    /**
     * A page of a list of REST's that goes by one key. Its cursors are those that REST takes.
     *
     * @param path of the list
     * @param filters those of the list
     * @param isInside whether something stands before the page
     */
    public <T> Connection<T> ofRest(
            String path,
            Map<String, List<String>> filters,
            AccountId viewer,
            List<T> page,
            boolean more,
            boolean isInside,
            Function<T, String> key) {
        String list = Paging.list(path, Params.of(filters), viewer);
        List<Connection.Edge<T>> edges = page.stream()
                .map(thing -> new Connection.Edge<>(thing, () -> cursors.encode(list, new Cursor(List.of(key.apply(thing))), false)))
                .toList();
        return new Connection<>(edges, more, isInside);
    }

    /** The empty page. */
    public static <T> Connection<T> none() {
        return new Connection<>(List.of(), false, false);
    }
}
