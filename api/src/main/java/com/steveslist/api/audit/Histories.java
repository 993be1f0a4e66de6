package com.steveslist.api.audit;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.EventHistory;
import com.steveslist.query.audit.HistoryFilter;
import com.steveslist.query.audit.PastEvent;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.progress.ReadModelProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the log for the history, never older than it is: what needs the index waits until that has got to the log's end. */
@Component
final class Histories {

    /** The most events of one request that are looked at: an import may cause many. */
    static final int OF_REQUEST = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventHistory history;
    private final ReadModelProgress progress;

    Histories(EventHistory history, ReadModelProgress progress) {
        this.history = history;
        this.progress = progress;
    }

    /** The log's end. Throws {@code invalid_consistency_token} when the client says that it has seen more. */
    LogPosition end(@Nullable LogPosition notBefore) {
        LogPosition end = history.end();
        if (notBefore != null && !end.covers(notBefore)) {
            throw ConsistencyTokens.refused();
        }
        return end;
    }

    /** A stretch of the log. @param to 0 when nothing is in it */
    record Stretch(long from, long to) {}

    /** The stretch that is wanted, up to a place. */
    Stretch stretch(HistoryInput input, LogPosition end) {
        long from = input.from();
        long to = Math.min(input.to(), end.position());
        if (input.since() != null) {
            from = Math.max(from, history.placeAt(input.since().minusNanos(1_000)).position() + 1);
        }
        if (input.before() != null) {
            to = Math.min(to, history.placeAt(input.before().minusNanos(1_000)).position());
        }
        return new Stretch(from, to);
    }

    /** A page of what is wanted, up to a place. */
    Page<PastEvent> page(HistoryInput input, PageRequest wanted, LogPosition end) {
        Stretch stretch = stretch(input, end);
        boolean newestFirst = input.newestFirst() != wanted.backward();
        Cursor after = wanted.after();
        long from = stretch.from();
        long to = stretch.to();
        if (after != null) {
            long seen = Long.parseLong(String.valueOf(after.keys().getFirst()));
            from = newestFirst ? from : Math.max(from, seen + 1);
            to = newestFirst ? Math.min(to, seen - 1) : to;
        }
        return Page.cut(find(input.filter(), from, to, newestFirst, wanted.limit() + 1), wanted, Histories::cursor);
    }

    static Cursor cursor(PastEvent event) {
        return new Cursor(List.of(Long.toString(event.position())));
    }

    /** Throws {@link com.steveslist.query.progress.ReadModelBehindException} when the index does not get to the log's end in time. */
    List<PastEvent> find(HistoryFilter filter, long from, long to, boolean newestFirst, int limit) {
        if (filter.needsIndex()) {
            progress.await(EventHistory.CONSUMER, null, history.lastEvent(), PATIENCE);
        }
        return findMore(filter, from, to, newestFirst, limit);
    }

    /** As {@link #find}, for who goes on to a place that the index was waited for already. */
    List<PastEvent> findMore(HistoryFilter filter, long from, long to, boolean newestFirst, int limit) {
        return from > to ? List.of() : history.page(filter, from, to, newestFirst, limit);
    }

    /** The event that began a thing. All that happens to a thing concerns the same accounts, so who may know of this one may know of all. */
    Optional<PastEvent> beginning(String stream, LogPosition end) {
        return find(HistoryFilter.ofStream(stream), 1, end.position(), false, 1).stream().findFirst();
    }

    /** The first events that one request caused, of those that the viewer may know of, in their order. */
    List<PastEvent> ofRequest(String requestId, Viewer viewer, LogPosition end) {
        return find(HistoryFilter.ofRequest(requestId, viewer.limit()), 1, end.position(), false, OF_REQUEST);
    }
}
