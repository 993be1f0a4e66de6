package com.steveslist.api.live;

import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.FeedEvent;

/**
 * Hears events, in the order of the log, each once. Called by one virtual thread of its own; it may block, which holds up nobody else, but
 * who is too slow for too long is ended. Whatever it throws ends the subscription.
 */
public interface LiveListener {

    void heard(FeedEvent event) throws Exception;

    /** Everything that was wanted up to this place was heard. Called at the beginning and about every half a second of silence. */
    default void quiet(LogPosition at) throws Exception {}

    /** A promotion or a restore took back events that the listener says it has seen; what comes now is after {@code place}. */
    default void rewound(LogPosition place) throws Exception {}

    /** Called last, and once. */
    default void ended(Ending why) {}

    /** Why a subscription ended. Who was ended may come again with the last place that it heard. */
    enum Ending {
        /** The listener closed it or threw. */
        CLOSED,
        /** The listener did not take what was kept for it. */
        TOO_SLOW,
        /** A promotion or a restore took back events that may have been heard. */
        REWOUND,
        /** This node stops. */
        STOPPING,
        /** The log could not be read in time. */
        UNAVAILABLE
    }
}
