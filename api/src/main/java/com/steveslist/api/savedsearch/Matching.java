package com.steveslist.api.savedsearch;

import com.steveslist.api.search.SearchInput;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.progress.ReadModelBehindException;
import com.steveslist.query.progress.ReadModelProgress;
import com.steveslist.query.search.ListingSearch;
import com.steveslist.query.search.ListingSearchRequest;
import com.steveslist.query.search.ListingSearchResult;
import com.steveslist.query.search.ListingSearchResult.Hit;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Asks the search which of some listings a saved search finds, as they are since a place in the log. However many ask, few do at once. */
@Component
final class Matching {

    /** The most listings of a question. */
    static final int MOST = 100;

    /** How many listings that match already are known at the beginning: those that changed last. */
    private static final int KNOWN_FROM_THE_BEGINNING = 500;

    private static final String INDEX = "index.listing";
    private static final int AT_ONCE = 4;
    private static final Duration TURN_WITHIN = Duration.ofSeconds(20);
    private static final Duration INDEXED_WITHIN = Duration.ofSeconds(4);

    private final ListingSearch search;
    private final ReadModelProgress progress;
    private final Semaphore asking = new Semaphore(AT_ONCE, true);

    Matching(ListingSearch search, ReadModelProgress progress) {
        this.search = search;
        this.progress = progress;
    }

    /**
     * Which of some listings match.
     *
     * @param found those that match and can be bought
     * @param plain whether the index could not be asked, so that others may match too: it forgives mistakes in typing
     */
    record Among(List<ListingView> found, boolean plain) {}

    /** Throws {@link ReadModelBehindException} when neither the index nor the view is there yet. */
    Among among(SearchInput input, Collection<String> listings, LogPosition notBefore) throws InterruptedException {
        ListingSearchRequest request = request(input, List.of(), listings.size());
        return bounded(() -> {
            ListingSearchResult result;
            try {
                progress.await(INDEX, null, notBefore, INDEXED_WITHIN);
                result = search.among(request, listings);
            } catch (ReadModelBehindException late) {
                progress.await(ListingViews.CONSUMER, null, notBefore, INDEXED_WITHIN);
                result = search.amongPlainly(request, listings);
            }
            return new Among(onSale(result), result.degraded());
        });
    }

    /** Whether the index shows a place already. */
    boolean isIndexed(LogPosition place) {
        return progress.applied(INDEX).covers(place);
    }

    /** The listings that match now; of very many, those that changed last. */
    List<ListingView> now(SearchInput input) throws InterruptedException {
        ListingSearchRequest request = request(input, List.of(new SortKey("updated_at", true)), KNOWN_FROM_THE_BEGINNING);
        return bounded(() -> onSale(search.search(request)));
    }

    private static ListingSearchRequest request(SearchInput input, List<SortKey> sort, int limit) {
        return new ListingSearchRequest(input.text(), input.filter(), input.near(), sort, Set.of(), limit, null);
    }

    private static List<ListingView> onSale(ListingSearchResult result) {
        return result.hits().stream().map(Hit::listing).filter(listing -> listing.status().equals("published")).toList();
    }

    private <T> T bounded(Supplier<T> question) throws InterruptedException {
        if (!asking.tryAcquire(TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ReadModelBehindException("Too many ask at once.");
        }
        try {
            return question.get();
        } finally {
            asking.release();
        }
    }
}
