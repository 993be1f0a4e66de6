package com.steveslist.query.audit;

import com.steveslist.events.log.LogPosition;
import java.time.Instant;
import java.util.List;

/** Port: the log, to be searched. Every call is a bounded number of bounded statements, none of which looks at all events to find few. */
public interface EventHistory {

    /** What keeps the table by which events of a request, a conversation or an account are found. */
    String CONSUMER = "index.audit";

    /** The most events of a page. */
    int MOST = 2_000;

    /** Where the log ends now, whichever node wrote last. */
    LogPosition end();

    /** The place of the last event, in the epoch that it was written in: when the index has that, it has all. */
    LogPosition lastEvent();

    /** The place that the log had reached at a moment. */
    LogPosition placeAt(Instant moment);

    /**
     * The events that a filter wants between two positions, both included, in the order of their positions or against it. Fewer than
     * {@code limit} means that there are no more.
     *
     * @param limit from 1 to {@link #MOST}
     */
    List<PastEvent> page(HistoryFilter filter, long from, long to, boolean newestFirst, int limit);
}
