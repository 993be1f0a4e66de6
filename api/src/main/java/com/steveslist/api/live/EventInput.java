package com.steveslist.api.live;

import com.steveslist.api.http.Call;
import com.steveslist.api.input.Params;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.feed.EventFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to hear, and from where.
 *
 * @param after a token, not looked at yet; null for none
 */
record EventInput(EventFilter filter, @Nullable String after) {

    private static final int LONGEST_TYPE = 60;
    private static final int LONGEST_ID = 40;
    private static final String ID = "[a-z]{2,8}_[0-9a-z]{26}";

    /** Read it before {@code params.done()}. */
    static EventInput read(Call call) {
        return read(call.params(), call.account(), Streams.lastSeen(call));
    }

    /** Likewise. @param after as in {@link EventInput} */
    static EventInput read(Params params, AccountId viewer, @Nullable String after) {
        List<String> types = params.texts("types", EventFilter.OPEN_TYPES.size(), LONGEST_TYPE);
        types.stream().filter(type -> !EventFilter.OPEN_TYPES.contains(type)).forEach(type -> params.reject(
                "types",
                "invalid_value",
                "No event type " + type + " is told here. Known: " + String.join(", ", new TreeSet<>(EventFilter.OPEN_TYPES)) + "."));
        String stream = params.text("stream", LONGEST_ID);
        if (stream != null && !stream.matches(ID)) {
            params.reject("stream", "invalid_value", "stream is the id of one thing, such as a listing or an order.");
        }
        Set<String> wanted = types.isEmpty() ? EventFilter.OPEN_TYPES : new LinkedHashSet<>(types);
        return new EventInput(new EventFilter(viewer, wanted, stream), after);
    }
}
