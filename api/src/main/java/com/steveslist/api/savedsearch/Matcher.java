package com.steveslist.api.savedsearch;

import com.steveslist.api.live.LiveListener;
import com.steveslist.api.search.SearchInput;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.listing.ListingView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Hears what happens to listings and passes on those that begin to match one saved search. It gathers them for a moment, so that a busy
 * market costs a question a moment and not one an event, and remembers which match already.
 */
final class Matcher implements LiveListener {

    private static final long GATHER_NANOS = Duration.ofMillis(200).toNanos();
    private static final int MOST_KNOWN = 10_000;
    private static final String CHANGED = "listing.changed";

    private final Matching matching;
    private final SearchInput input;
    private final boolean fromNow;
    private final MatchListener listener;
    private final BooleanSupplier stillSaved;

    /** The last event of each listing that is to be asked about, in the order of these events. */
    private final Map<String, FeedEvent> gathered = new LinkedHashMap<>();

    private final Set<String> known = new LinkedHashSet<>();
    private boolean begun;
    private long gatheringSince;

    /** @param fromNow whether it begins at the log's end, so that what matches now is known */
    Matcher(Matching matching, SearchInput input, boolean fromNow, MatchListener listener, BooleanSupplier stillSaved) {
        this.matching = matching;
        this.input = input;
        this.fromNow = fromNow;
        this.listener = listener;
        this.stillSaved = stillSaved;
    }

    @Override
    public void heard(FeedEvent event) throws Exception {
        if (gathered.isEmpty()) {
            gatheringSince = System.nanoTime();
        }
        if (!event.type().equals(CHANGED)) {
            // It was not on sale a moment ago, or is not any more.
            known.remove(event.stream());
        }
        gathered.remove(event.stream());
        gathered.put(event.stream(), event);
        if (gathered.size() >= Matching.MOST || System.nanoTime() - gatheringSince > GATHER_NANOS) {
            ask();
        }
    }

    @Override
    public void quiet(LogPosition at) throws Exception {
        if (!begun && fromNow) {
            matching.now(input).forEach(listing -> know(listing.id().value()));
        }
        begun = true;
        ask();
        listener.quiet(at);
    }

    private void ask() throws Exception {
        if (gathered.isEmpty()) {
            return;
        }
        if (!stillSaved.getAsBoolean()) {
            throw new IllegalStateException("the saved search was deleted");
        }
        List<FeedEvent> asked = List.copyOf(gathered.values());
        gathered.clear();
        List<String> listings = asked.stream().map(FeedEvent::stream).toList();
        Map<String, ListingView> matching = this.matching.among(input, listings, asked.getLast().at()).stream()
                .collect(Collectors.toMap(listing -> listing.id().value(), Function.identity()));
        for (FeedEvent event : asked) {
            ListingView listing = matching.get(event.stream());
            if (listing == null) {
                known.remove(event.stream());
            } else if (know(event.stream())) {
                listener.matched(listing, event);
            }
        }
    }

    /** False when it was known. */
    private boolean know(String listing) {
        if (known.size() >= MOST_KNOWN) {
            known.remove(known.iterator().next());
        }
        return known.add(listing);
    }

    @Override
    public void rewound(LogPosition place) throws Exception {
        listener.rewound(place);
    }

    @Override
    public void ended(Ending why) {
        listener.ended(why);
    }
}
