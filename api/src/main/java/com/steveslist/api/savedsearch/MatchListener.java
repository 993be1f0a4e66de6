package com.steveslist.api.savedsearch;

import com.steveslist.api.live.LiveListener.Ending;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.listing.ListingView;

/** Hears of listings that begin to match a saved search. Called by one virtual thread, which it may block; what it throws ends it. */
public interface MatchListener {

    /** @param cause the event since which the listing matches: it was published, is on sale again, or was changed */
    void matched(ListingView listing, FeedEvent cause) throws Exception;

    /** Every match up to this place was told. Called at the beginning and about every half a second of silence. */
    default void quiet(LogPosition at) throws Exception {}

    /** A promotion or a restore took back what was told after a place. */
    default void rewound(LogPosition place) throws Exception {}

    /** Called last, and once. */
    default void ended(Ending why) {}
}
