package com.steveslist.infra.eventstore;

import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.StoredEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The log, to be read. Positions have no gaps and follow commit order, so a reader that asks for what is after the last position it has
 * seen misses nothing, ever. Every call is one bounded statement; none waits for writers. Reading fails with
 * {@link com.steveslist.infra.serialization.UnreadablePayloadException} at an event that this code does not know; no event is skipped.
 */
public final class EventLog {

    /** The most events that one call gives. */
    public static final int MAX_LIMIT = 10_000;

    private static final int STREAM_PAGE = 1_000;
    private static final int LONG_PAGE = 400;
    private static final int PAGES_AHEAD = 2;

    private final StoredEvents events;
    private final SelectedEvents selected;
    private final LogScan scan;
    private final EventJson json;

    public EventLog(DataSource dataSource, EventJson json) {
        this.events = new StoredEvents(dataSource);
        this.selected = new SelectedEvents(dataSource);
        this.scan = new LogScan(dataSource);
        this.json = json;
    }

    /** The events right after a position, in order. Fewer than {@code limit} means that the log's end was reached. */
    public List<RecordedEvent> read(long after, int limit) {
        return parsed(readStored(after, limit));
    }

    /**
     * Works through all events after a position, page by page, in order, to the log's end. While a page is worked on, the next two are read
     * and parsed: positions have no gaps, so where a page begins is known before the one in front of it is there.
     *
     * @param limit of one page; some thousands cost least
     */
    public void replay(long after, int limit, Consumer<List<RecordedEvent>> work) {
        checked(limit);
        Deque<Future<List<RecordedEvent>>> ahead = new ArrayDeque<>();
        try (ExecutorService readers =
                Executors.newFixedThreadPool(PAGES_AHEAD, Thread.ofPlatform().name("replay-", 1).daemon().factory())) {
            long next = after;
            for (long end = last().position(); next < end; end = last().position()) {
                while (next < end || !ahead.isEmpty()) {
                    while (next < end && ahead.size() < PAGES_AHEAD) {
                        long from = next;
                        long to = Math.min(from + limit, end);
                        ahead.add(readers.submit(() -> scan.between(from, to).stream().map(this::parsed).toList()));
                        next = to;
                    }
                    work.accept(read(ahead.remove()));
                }
            }
        }
    }

    private static List<RecordedEvent> read(Future<List<RecordedEvent>> page) {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a replay", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * The events of these types (public names) after a position, in order. Fewer than {@code limit} means that the log's end was reached;
     * a reader that wants to note how far it is asks for {@link #last()} before.
     */
    public List<RecordedEvent> read(long after, int limit, Collection<String> types) {
        return parsed(events.after(after, checked(limit), types));
    }

    /**
     * The events after a position up to {@code last} that one reader wants, in order. Every event in between is looked at, so
     * {@code last} bounds what it costs; not so the events of one stream.
     */
    public List<RecordedEvent> read(long after, long last, int limit, EventSelection selection) {
        return parsed(selected.between(after, last, checked(limit), selection));
    }

    /**
     * By position of each event, the type of the last event before it in its stream that is of one of these types; nothing for an event
     * that has none before it.
     */
    public Map<Long, String> typesBefore(Collection<EventEnvelope> events, Set<String> types) {
        return selected.typesBefore(events, types);
    }

    /** As {@link #read(long, int)}, payloads not parsed. */
    public List<StoredEvent> readStored(long after, int limit) {
        return events.after(after, checked(limit));
    }

    /** All events of a stream, in order; empty when there is none. */
    public List<RecordedEvent> readStream(String stream) {
        List<RecordedEvent> all = new ArrayList<>();
        List<StoredEvent> page;
        do {
            page = events.ofStream(stream, all.size(), STREAM_PAGE);
            all.addAll(parsed(page));
        } while (page.size() == STREAM_PAGE);
        return all;
    }

    /** The end of the log: the present epoch and the last position, 0 when nothing happened yet. */
    public LogPosition last() {
        return events.last();
    }

    /** The last place that was recorded at or before a moment: what "as of" means. */
    public LogPosition positionAt(Instant moment) {
        return events.positionAt(moment);
    }

    /** The place of an event, when there is such an event. */
    public Optional<LogPosition> positionOf(String stream, long version) {
        return events.positionOf(stream, version);
    }

    /**
     * Makes sure that a reader at this place has seen nothing that is lost: throws {@link AheadOfLogException} when a later epoch begins
     * at or before it. To be asked before a consumer starts.
     */
    public void checkNotAhead(LogPosition reader) {
        events.checkNotAhead(reader);
    }

    /** Every epoch up to the present one. */
    public Epochs epochs() {
        return events.epochs();
    }

    /** Parsing costs more than reading. A long page means that a reader has far to go, so all cores help; a short one is parsed at once. */
    private List<RecordedEvent> parsed(List<StoredEvent> stored) {
        Stream<StoredEvent> events = stored.size() < LONG_PAGE ? stored.stream() : stored.parallelStream();
        return events.map(this::parsed).toList();
    }

    private RecordedEvent parsed(StoredEvent event) {
        return new RecordedEvent(
                event.envelope(), json.read(event.envelope().type(), event.envelope().typeVersion(), event.payload()));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is from 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
