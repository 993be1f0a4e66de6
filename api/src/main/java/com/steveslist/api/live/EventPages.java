package com.steveslist.api.live;

import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFeed;
import com.steveslist.query.feed.EventFilter;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.feed.FeedPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what happened, page by page. */
@Component
final class EventPages {

    static final int MOST = 100;
    private static final int USUAL = 20;
    private static final int PAGES_LOOKED_AT = 10;

    private final EventFeed feed;
    private final LiveEvents live;

    EventPages(EventFeed feed, LiveEvents live) {
        this.feed = feed;
        this.live = live;
    }

    /**
     * Events that turn out not to be for the viewer leave gaps in a page, so it may take more than one to fill one.
     *
     * @param after the last place that the viewer knows; null for the beginning
     * @param wanted how many, at most {@value #MOST}; null for the usual number
     * @throws com.steveslist.api.error.ApiException {@code invalid_consistency_token} for a place that the log has not reached
     */
    FeedPage read(@Nullable LogPosition after, EventFilter filter, @Nullable Long wanted) {
        if (after != null) {
            live.checkReached(after);
        }
        int limit = wanted == null ? USUAL : wanted.intValue();
        List<FeedEvent> events = new ArrayList<>();
        FeedPage page = new FeedPage(List.of(), after == null ? LogPosition.START : feed.kept(after), true);
        for (int looks = 0; looks < PAGES_LOOKED_AT && events.size() < limit && page.more(); looks++) {
            page = feed.next(page.readTo(), filter, limit - events.size());
            events.addAll(page.events());
        }
        return new FeedPage(events, page.readTo(), page.more());
    }
}
