package com.steveslist.api.paging;

import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.input.Params;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which page of a list is wanted, and answers with it and the way to the others. */
@Component
public final class Paging {

    static final int DEFAULT_LIMIT = 20;
    static final int MOST = 100;
    private static final int FARTHEST_OFFSET = 10_000;
    static final int LONGEST_CURSOR = 8_000;
    /** A cursor says behind which row a page begins; of which moment that is, the call says. So a page of the past is the page of then. */
    private static final Set<String> NOT_THE_LIST = Set.of("limit", "cursor", "offset", "fields", "as_of");

    private final Cursors cursors;

    Paging(Cursors cursors) {
        this.cursors = cursors;
    }

    /**
     * A page that is wanted; read it before {@code params.done()}, and use it after.
     *
     * @param list names the list with its filters, its sort and who looks at it
     */
    public record Wanted(int limit, @Nullable String cursor, @Nullable Integer offset, String list) {}

    /** {@code limit} and {@code cursor}. */
    public Wanted read(Call call) {
        Params params = call.params();
        Long limit = params.whole("limit", 1, MOST);
        String cursor = params.text("cursor", LONGEST_CURSOR);
        String list = list(call.path(), params, call.accountIfAny());
        return new Wanted(limit == null ? DEFAULT_LIMIT : limit.intValue(), cursor, null, list);
    }

    static String list(String path, Params filters, @Nullable AccountId viewer) {
        return path + " " + filters.canonicalWithout(NOT_THE_LIST) + " " + viewer;
    }

    /** {@code limit}, {@code cursor}, and {@code offset} in its place. */
    public Wanted readWithOffset(Call call) {
        Wanted wanted = read(call);
        Long offset = call.params().whole("offset", 0, FARTHEST_OFFSET);
        if (offset != null && wanted.cursor() != null) {
            call.params().reject("offset", "invalid_value", "Give cursor or offset, not both.");
        }
        return offset == null ? wanted : new Wanted(wanted.limit(), wanted.cursor(), offset.intValue(), wanted.list());
    }

    /** {@code sort}: names between commas, {@code -} for descending; empty when it is not there. */
    public static List<SortKey> sort(Params params, Set<String> possible) {
        List<SortKey> keys = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String part : params.commaList("sort", 200)) {
            boolean descending = part.startsWith("-");
            String field = descending ? part.substring(1) : part;
            if (!possible.contains(field) || !seen.add(field)) {
                params.reject("sort", "invalid_value", "sort takes each of these once, with - for descending: "
                        + String.join(", ", possible) + ".");
            }
            keys.add(new SortKey(field, descending));
        }
        return keys;
    }

    /** Throws {@code invalid_cursor} for a cursor that this list did not give out. */
    public PageRequest request(Wanted wanted) {
        if (wanted.cursor() == null) {
            return new PageRequest(wanted.limit(), null, false, wanted.offset());
        }
        Cursors.Place place = cursors.decode(wanted.list(), wanted.cursor());
        return new PageRequest(wanted.limit(), place.cursor(), place.backward(), null);
    }

    public <T> Answer answer(Call call, Wanted wanted, Page<T> page, Function<T, ?> render) {
        Cursor next = page.next();
        String nextCursor = next == null ? null : cursors.encode(wanted.list(), next, false);
        Answer answer = Answer.list(page.items().stream().map(render).toList(), page.hasMore(), nextCursor);
        Integer offset = wanted.offset();
        Links links = new Links(call);
        if (offset != null) {
            long total = page.total() == null ? 0 : page.total();
            return links.aroundOffset(answer, offset, wanted.limit(), total).header("X-Total-Count", Long.toString(total));
        }
        Cursor previous = page.previous();
        return links.aroundCursor(answer, previous == null ? null : cursors.encode(wanted.list(), previous, true), nextCursor);
    }
}
