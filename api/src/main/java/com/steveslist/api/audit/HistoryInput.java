package com.steveslist.api.audit;

import com.steveslist.api.input.Params;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.refund.RefundId;
import com.steveslist.query.audit.HistoryFilter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of the history.
 *
 * @param from the first position
 * @param to the last position
 * @param since recorded then or later
 * @param before recorded earlier
 * @param newestFirst against the order of positions
 * @param redacted whether personal values are to stay closed, whoever may read them
 */
record HistoryInput(
        HistoryFilter filter,
        long from,
        long to,
        @Nullable Instant since,
        @Nullable Instant before,
        boolean newestFirst,
        boolean redacted) {

    private static final Set<String> TYPES =
            EventCatalog.current().stream().map(EventType::name).collect(Collectors.toCollection(TreeSet::new));
    private static final int LONGEST_TYPE = 60;
    private static final int LONGEST_ID = 40;
    private static final int LONGEST_REQUEST_ID = 128;
    private static final String THING = "[a-z]{2,8}_[0-9a-z]{26}";
    private static final String ACCOUNT = "(acct|key)_[0-9a-z]{26}";

    /** Read it before {@code params.done()}. */
    static HistoryInput read(Params params, Viewer viewer) {
        List<String> types = params.texts("types", TYPES.size(), LONGEST_TYPE);
        types.stream().filter(type -> !TYPES.contains(type)).forEach(type -> params.reject(
                "types", "invalid_value", "There is no event type " + type + ". Known: " + String.join(", ", TYPES) + "."));
        HistoryFilter filter = new HistoryFilter(
                viewer.limit(),
                Set.copyOf(types),
                id(params, "stream", THING, "stream is the id of one thing, such as a listing or an order."),
                id(params, "account", ACCOUNT, "account is the id of an account or of an API key."),
                params.text("request_id", LONGEST_REQUEST_ID),
                params.text("correlation_id", LONGEST_REQUEST_ID));
        Long from = params.whole("from", 1, Long.MAX_VALUE);
        Long to = params.whole("to", 1, Long.MAX_VALUE);
        if (from != null && to != null && from > to) {
            params.reject("to", "out_of_range", "to is " + from + " or more, as from is.");
        }
        String stream = filter.stream();
        if (stream != null && stream.startsWith(RefundId.PREFIX + "_")) {
            params.reject("stream", "invalid_value", "What happens to a refund is in the stream of its order: name that.");
        }
        return new HistoryInput(
                filter,
                from == null ? 1 : from,
                to == null ? Long.MAX_VALUE : to,
                params.time("since"),
                params.time("before"),
                newestFirst(params),
                redacted(params));
    }

    private static boolean newestFirst(Params params) {
        return !"position".equals(params.parsed("sort", 20, text -> {
            if (!text.equals("position") && !text.equals("-position")) {
                throw new IllegalArgumentException(text);
            }
            return text;
        }, "invalid_value", "sort is -position, the newest first, or position."));
    }

    /** {@code personal}. */
    static boolean redacted(Params params) {
        return Boolean.TRUE.equals(params.parsed("personal", 10, text -> switch (text) {
            case "clear" -> false;
            case "redacted" -> true;
            default -> throw new IllegalArgumentException(text);
        }, "invalid_value", "personal is clear or redacted."));
    }

    private static @Nullable String id(Params params, String name, String form, String detail) {
        String id = params.text(name, LONGEST_ID);
        if (id != null && !id.matches(form)) {
            params.reject(name, "invalid_value", detail);
        }
        return id;
    }
}
