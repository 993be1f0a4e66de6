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
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to listings and passes on those that begin to match one saved search. It gathers them for a moment, so that a busy
 * market costs a question a moment and not one an event, and remembers which match already. While the index is away, those that a plain
 * search finds are passed on at once, and the others are asked about again when it is back.
 */
final class Matcher implements LiveListener {

    private static final long GATHER_NANOS = Duration.ofMillis(200).toNanos();
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_KNOWN = 10_000;
    private static final int MOST_DOUBTED = 1_000;
    private static final String CHANGED = "listing.changed";

    private final Matching matching;
    private final SearchInput input;
    private final boolean fromNow;
    private final MatchListener listener;
    private final BooleanSupplier stillSaved;

    /** The last event of each listing that is to be asked about, in the order of these events. */
    private final Map<String, FeedEvent> gathered = new LinkedHashMap<>();

    /** The same of those that only a plain search was asked about, and did not find. When there are too many, the first are forgotten. */
    private final SequencedMap<String, FeedEvent> doubted = new LinkedHashMap<>();

    private final Set<String> known = new LinkedHashSet<>();
    private boolean begun;
    private long gatheringSince;
    private long doubtedSince;
    /** Up to here nothing is in doubt: who is cut off begins again there. */
    private @Nullable LogPosition settled;

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
        doubted.remove(event.stream());
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
        askAgain();
        if (doubted.isEmpty() || settled == null) {
            settled = at;
        }
        listener.quiet(settled);
    }

    private void ask() throws Exception {
        if (!gathered.isEmpty()) {
            List<FeedEvent> asked = List.copyOf(gathered.values());
            gathered.clear();
            ask(asked);
        }
    }

    private void askAgain() throws Exception {
        if (!doubted.isEmpty()
                && System.nanoTime() - doubtedSince > ASK_AGAIN_NANOS
                && matching.isIndexed(doubted.lastEntry().getValue().at())) {
            List<FeedEvent> asked = doubted.values().stream().limit(Matching.MOST).toList();
            asked.forEach(event -> doubted.remove(event.stream()));
            ask(asked);
        }
    }

    private void ask(List<FeedEvent> asked) throws Exception {
        if (!stillSaved.getAsBoolean()) {
            throw new IllegalStateException("the saved search was deleted");
        }
        Matching.Among among =
                matching.among(input, asked.stream().map(FeedEvent::stream).toList(), asked.getLast().at());
        Map<String, ListingView> found =
                among.found().stream().collect(Collectors.toMap(listing -> listing.id().value(), Function.identity()));
        for (FeedEvent event : asked) {
            ListingView listing = found.get(event.stream());
            if (listing != null) {
                tell(listing, event);
            } else if (among.plain()) {
                doubt(event);
            } else {
                known.remove(event.stream());
            }
        }
    }

    private void tell(ListingView listing, FeedEvent event) throws Exception {
        if (know(event.stream())) {
            listener.matched(listing, event);
        }
    }

    private void doubt(FeedEvent event) {
        if (doubted.size() >= MOST_DOUBTED) {
            doubted.pollFirstEntry();
        }
        doubted.put(event.stream(), event);
        doubtedSince = System.nanoTime();
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
