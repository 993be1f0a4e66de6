package com.steveslist.api.live;

import com.steveslist.api.security.Identity;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.FeedEvent;
import java.io.IOException;

/** Writes events as their viewer sees them. */
record EventWriter(StreamWriter writer, Identity viewer, EventPayloads payloads) implements LiveListener {

    @Override
    public void heard(FeedEvent event) throws IOException {
        writer.write(event.at(), event.type(), EventResource.of(event, viewer, payloads));
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
