package com.steveslist.query.feed;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants.
 *
 * @param viewer sees events that concern the account and public ones; null sees all, which is for this application's own use only
 * @param types names as in the catalogue
 * @param stream the id of the one thing that is wanted; null for all
 */
public record EventFilter(@Nullable AccountId viewer, Set<String> types, @Nullable String stream) {

    /** Every type that clients are told about. */
    public static final Set<String> OPEN_TYPES =
            EventCatalog.current().stream().filter(EventType::open).map(EventType::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> ALL_TYPES =
            EventCatalog.current().stream().map(EventType::name).collect(Collectors.toUnmodifiableSet());

    public EventFilter {
        types = Set.copyOf(types);
    }

    /** All that an account may be told. */
    public static EventFilter seenBy(AccountId viewer) {
        return new EventFilter(viewer, OPEN_TYPES, null);
    }

    /**
     * Whatever happens to one thing, also what clients are not told. It says when the thing is worth reading again under a client's own
     * rights; the events themselves are not for showing.
     */
    public static EventFilter anythingOf(String stream) {
        return new EventFilter(null, ALL_TYPES, stream);
    }

    public boolean wants(FeedEvent event) {
        return (stream == null || stream.equals(event.stream()))
                && types.contains(event.type())
                && (viewer == null || event.isPublic() || event.concerns(viewer));
    }
}
