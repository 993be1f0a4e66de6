package com.steveslist.query.feed;

import com.steveslist.events.log.LogPosition;
import java.util.List;

/**
 * Some events, in the order of the log.
 *
 * @param readTo the place up to which there is nothing else that was asked for; the next page begins after it
 * @param more whether there may be more right now
 */
public record FeedPage(List<FeedEvent> events, LogPosition readTo, boolean more) {

    public FeedPage {
        events = List.copyOf(events);
    }
}
