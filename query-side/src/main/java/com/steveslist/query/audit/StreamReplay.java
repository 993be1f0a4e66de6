package com.steveslist.query.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: what the things of a stream looked like before and after each of its events, made anew from the log by what makes the views. */
public interface StreamReplay {

    /**
     * Goes through a stream from its first event to the last one at or before a position, never holding more than a page of it.
     *
     * @return whether the stream has an event up to there
     */
    boolean replay(String stream, long upTo, Visitor visitor);

    /** Whoever looks on. */
    @FunctionalInterface
    interface Visitor {

        /** Whether to go on. */
        boolean visit(Step step);
    }

    /** @param changes of every thing that the event is about; none for a stream that no view shows */
    record Step(PastEvent event, List<Change> changes) {}

    /**
     * One thing, as its view.
     *
     * @param id of the thing
     * @param before null for the event that begins it
     */
    record Change(String id, @Nullable Object before, Object after) {}
}
