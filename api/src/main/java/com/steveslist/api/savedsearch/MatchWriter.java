package com.steveslist.api.savedsearch;

import com.steveslist.api.listing.ListingResource;
import com.steveslist.api.live.LiveListener.Ending;
import com.steveslist.api.live.StreamWriter;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.listing.ListingView;
import java.io.IOException;
import java.time.Instant;

/** Writes matches as server-sent events. */
record MatchWriter(StreamWriter writer, String savedSearchId, AccountId viewer) implements MatchListener {

    private static final String TYPE = "saved_search.matched";

    /** @param id of the event that made it match */
    private record MatchResource(String id, String type, Instant occurredAt, String savedSearchId, ListingResource listing) {}

    @Override
    public void matched(ListingView listing, FeedEvent cause) throws IOException {
        var envelope = cause.recorded().envelope();
        writer.write(cause.at(), TYPE, new MatchResource(
                envelope.eventId(), TYPE, envelope.occurredAt(), savedSearchId, ListingResource.of(listing, viewer)));
    }

    @Override
    public void quiet(LogPosition at) throws IOException {
        writer.quiet(at);
    }

    @Override
    public void rewound(LogPosition place) throws IOException {
        writer.rewound(place);
    }

    @Override
    public void ended(Ending why) {
        writer.ended(why);
    }
}
