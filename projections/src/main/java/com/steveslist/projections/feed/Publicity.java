package com.steveslist.projections.feed;

import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.query.feed.FeedEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which events everybody may know of. That a listing was published is one; that it was changed, sold out, withdrawn or removed is
 * one if it was on the market just before, which the event before it says that published it or took it away.
 */
final class Publicity {

    private static final String PUBLISHED = name(ListingEvent.Published.class);

    /** Those of a listing that was on the market. */
    private static final Set<String> THEN = names(
            ListingEvent.Changed.class, ListingEvent.SoldOut.class, ListingEvent.Withdrawn.class, ListingEvent.Removed.class);

    /** Those that bring a listing to the market or take it away. */
    private static final Set<String> TURNS =
            names(ListingEvent.Published.class, ListingEvent.Withdrawn.class, ListingEvent.Removed.class);

    /** Every type of which an event may be public. */
    static final Set<String> TYPES = names(
            ListingEvent.Published.class,
            ListingEvent.Changed.class,
            ListingEvent.SoldOut.class,
            ListingEvent.Withdrawn.class,
            ListingEvent.Removed.class);

    private final EventLog log;

    Publicity(EventLog log) {
        this.log = log;
    }

    List<FeedEvent> of(List<RecordedEvent> events) {
        List<EventEnvelope> doubtful =
                events.stream().map(RecordedEvent::envelope).filter(event -> THEN.contains(event.type())).toList();
        Map<Long, String> turns = doubtful.isEmpty() ? Map.of() : log.typesBefore(doubtful, TURNS);
        return events.stream().map(event -> new FeedEvent(event, isPublic(event, turns))).toList();
    }

    private static boolean isPublic(RecordedEvent event, Map<Long, String> turns) {
        return PUBLISHED.equals(event.envelope().type()) || PUBLISHED.equals(turns.get(event.position()));
    }

    @SafeVarargs
    private static Set<String> names(Class<? extends ListingEvent>... forms) {
        return List.of(forms).stream().map(Publicity::name).collect(Collectors.toUnmodifiableSet());
    }

    private static String name(Class<? extends ListingEvent> form) {
        return EventCatalog.current().stream()
                .filter(type -> type.form() == form)
                .map(EventType::name)
                .findFirst()
                .orElseThrow();
    }
}
