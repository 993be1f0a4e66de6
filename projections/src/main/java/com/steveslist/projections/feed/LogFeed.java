package com.steveslist.projections.feed;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.EventSelection;
import com.steveslist.infra.eventstore.LogEventStore;
import com.steveslist.infra.eventstore.LogSignal;
import com.steveslist.query.feed.EventFeed;
import com.steveslist.query.feed.EventFilter;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.feed.FeedPage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows the log through what this node has anyway: its memory of the newest events, its signal, its pool. */
final class LogFeed implements EventFeed {

    /** How many events of the log a page looks at. */
    private static final long STRETCH = 50_000;

    private final EventLog log;
    private final LogEventStore tail;
    private final LogSignal signal;
    private final Publicity publicity;

    LogFeed(EventLog log, LogEventStore tail, LogSignal signal) {
        this.log = log;
        this.tail = tail;
        this.signal = signal;
        this.publicity = new Publicity(log);
    }

    @Override
    public LogPosition end() {
        return log.last();
    }

    @Override
    public FeedPage next(LogPosition reader) {
        List<RecordedEvent> events = tail.after(reader.position());
        return new FeedPage(publicity.of(events), events.isEmpty() ? reader : events.getLast().envelope().at(), !events.isEmpty());
    }

    @Override
    public FeedPage next(LogPosition reader, EventFilter filter, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is from 1 to " + MOST);
        }
        LogPosition end = log.last();
        long last = filter.stream() == null ? Math.min(reader.position() + STRETCH, end.position()) : end.position();
        List<RecordedEvent> events = log.read(reader.position(), last, limit, selection(filter));
        List<FeedEvent> wanted = publicity.of(events).stream().filter(filter::wants).toList();
        if (events.size() == limit) {
            return new FeedPage(wanted, events.getLast().envelope().at(), true);
        }
        boolean more = last < end.position();
        return new FeedPage(wanted, more ? log.epochs().placeOf(last) : later(reader, end), more);
    }

    /** A reader may have seen more than the end that was read a moment before. */
    private static LogPosition later(LogPosition reader, LogPosition end) {
        return reader.position() > end.position() ? reader : end;
    }

    private static EventSelection selection(EventFilter filter) {
        AccountId viewer = filter.viewer();
        Set<String> maybePublic = filter.types().stream().filter(Publicity.TYPES::contains).collect(Collectors.toSet());
        return new EventSelection(
                viewer == null ? null : viewer.value(), filter.types(), viewer == null ? filter.types() : maybePublic, filter.stream());
    }

    @Override
    public LogPosition kept(LogPosition reader) {
        return log.epochs().kept(reader);
    }

    @Override
    public boolean await(LogPosition reader, Duration bound) throws InterruptedException {
        return signal.await(reader.position(), bound);
    }
}
