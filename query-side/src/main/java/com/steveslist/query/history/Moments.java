package com.steveslist.query.history;

import com.steveslist.events.log.LogPosition;
import java.time.Instant;

/**
 * Port: finds moments of the log. A moment that was found once is the same for ever, unless a promotion or a restore takes back its last
 * event. Each call is a few look-ups.
 */
public interface Moments {

    /** Why there is no such moment. */
    enum Missing {
        /** It has not come yet. */
        AHEAD,
        /** The log begins later. */
        BEFORE_LOG,
        /** A promotion or a restore took back what had happened there. */
        TAKEN_BACK
    }

    /** The answer: a moment, or why there is none. */
    sealed interface Found {

        record Known(Moment moment) implements Found {}

        record None(Missing why) implements Found {}
    }

    /** After the last event that there is by now. */
    Moment last();

    /**
     * After the last event that was recorded at or before a time, however close to now that is; where it is one of whole milliseconds, as
     * times are shown, up to the end of that millisecond.
     */
    Found at(Instant time);

    /** After an event, as somebody saw it in its epoch. {@link LogPosition#START} is the moment before the first one. */
    Found after(LogPosition seen);

    /** After the event at a position of the log as it is now; from 1. */
    Found after(long position);
}
