package com.steveslist.api.live;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFeed;
import com.steveslist.query.feed.EventFilter;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.feed.FeedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A log in memory that can do what a server cannot be made to do at will: lose its end and begin a new epoch. */
final class MemoryFeed implements EventFeed {

    private final List<FeedEvent> events = new ArrayList<>();
    private int epoch = 1;
    private long epochBegan = 1;

    synchronized FeedEvent append(AccountId owner) {
        ListingId listing = ListingId.next();
        LogPosition at = new LogPosition(epoch, events.size() + 1L);
        EventEnvelope envelope = new EventEnvelope(
                at, listing.value(), 0, "evt_" + at, "listing.published", 1, Instant.EPOCH, Instant.EPOCH, owner, List.of(owner),
                new Actor(Actor.Kind.ACCOUNT, owner.value()), null, null, null, Map.of());
        FeedEvent event = new FeedEvent(new RecordedEvent(envelope, new ListingEvent.Published(listing)), true);
        events.add(event);
        notifyAll();
        return event;
    }

    /** A restore to an earlier place. */
    synchronized void lose(int count) {
        events.subList(events.size() - count, events.size()).clear();
        epoch++;
        epochBegan = events.size() + 1L;
    }

    synchronized List<FeedEvent> after(long position) {
        return List.copyOf(events.subList((int) position, events.size()));
    }

    @Override
    public synchronized LogPosition end() {
        return new LogPosition(epoch, events.size());
    }

    @Override
    public synchronized FeedPage next(LogPosition reader) {
        return page(reader, 3);
    }

    @Override
    public synchronized FeedPage next(LogPosition reader, EventFilter filter, int limit) {
        return page(reader, Math.min(limit, 5));
    }

    private FeedPage page(LogPosition reader, int limit) {
        List<FeedEvent> rest = after(Math.min(reader.position(), events.size()));
        List<FeedEvent> page = rest.subList(0, Math.min(limit, rest.size()));
        return new FeedPage(page, page.isEmpty() ? reader : page.getLast().at(), page.size() == limit);
    }

    @Override
    public synchronized LogPosition kept(LogPosition reader) {
        return reader.epoch() < epoch && reader.position() >= epochBegan ? new LogPosition(reader.epoch(), epochBegan - 1) : reader;
    }

    @Override
    public synchronized boolean await(LogPosition reader, Duration bound) throws InterruptedException {
        if (events.size() <= reader.position()) {
            wait(Math.min(bound.toMillis(), 20));
        }
        return events.size() > reader.position();
    }
}
