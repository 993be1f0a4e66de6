package com.steveslist.query.audit;

import com.steveslist.events.account.AccountId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted. What is null or empty excludes nothing.
 *
 * @param viewer only events of which this account is a party; null for who may see all
 * @param types public names
 * @param stream the id of the one thing that is wanted
 * @param about an account's or a key's id: a party, or who did it
 */
public record HistoryFilter(
        @Nullable AccountId viewer,
        Set<String> types,
        @Nullable String stream,
        @Nullable String about,
        @Nullable String requestId,
        @Nullable String correlationId) {

    public HistoryFilter {
        types = Set.copyOf(types);
    }

    /** All that an account may see; with null all there is. */
    public static HistoryFilter seenBy(@Nullable AccountId viewer) {
        return new HistoryFilter(viewer, Set.of(), null, null, null, null);
    }

    /** All that happened to one thing. */
    public static HistoryFilter ofStream(String stream) {
        return new HistoryFilter(null, Set.of(), stream, null, null, null);
    }

    /** All that one request caused, as far as an account may see it; with null all of it. */
    public static HistoryFilter ofRequest(String requestId, @Nullable AccountId viewer) {
        return new HistoryFilter(viewer, Set.of(), null, null, requestId, null);
    }

    /** Whether it is answered out of {@link EventHistory#CONSUMER}'s table, which has to be waited for. */
    public boolean needsIndex() {
        return requestId != null || correlationId != null || stream == null && (about != null || viewer != null);
    }
}
