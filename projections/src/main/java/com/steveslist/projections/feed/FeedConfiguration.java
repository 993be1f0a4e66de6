package com.steveslist.projections.feed;

import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogEventStore;
import com.steveslist.infra.eventstore.LogSignal;
import com.steveslist.query.feed.EventFeed;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the feed known, on every node: it reads the log itself and depends on no consumer. */
@AutoConfiguration
class FeedConfiguration {

    @Bean
    EventFeed eventFeed(EventLog log, LogEventStore tail, LogSignal signal) {
        return new LogFeed(log, tail, signal);
    }
}
