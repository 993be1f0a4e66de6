package com.steveslist.query.feed;

import com.steveslist.events.log.LogPosition;
import java.time.Duration;

/**
 * Port: the log, to be followed. Positions have no gaps and follow commit order, so who asks for what is after the last place it has seen
 * misses nothing and sees nothing twice. Every call is a bounded number of bounded statements.
 */
public interface EventFeed {

    /** The most events of a page. */
    int MOST = 500;

    /** Where the log ends now, whichever node wrote last. */
    LogPosition end();

    /**
     * The next events of the log, of every type, in order; an empty page when this node has heard of none. Meant for the one thread of a
     * node that stays at the end: what other readers of this node have just read costs no statement.
     */
    FeedPage next(LogPosition reader);

    /**
     * The events after a place that a filter wants, in order, out of a bounded stretch of the log: the page may be empty although there are
     * more further on, and says so.
     *
     * @param limit from 1 to {@link #MOST}
     */
    FeedPage next(LogPosition reader, EventFilter filter, int limit);

    /**
     * Where somebody who has seen everything up to {@code reader} can go on: there, or, when a promotion or a restore took back some of what
     * was seen, at the last place before that.
     */
    LogPosition kept(LogPosition reader);

    /** Waits until any node has written after a place. False when the bound passed first. */
    boolean await(LogPosition reader, Duration bound) throws InterruptedException;
}
