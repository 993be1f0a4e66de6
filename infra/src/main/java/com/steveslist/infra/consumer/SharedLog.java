package com.steveslist.infra.consumer;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log's newest events, read and parsed once for all consumers of this node. Consumers that are up to date ask for the same few
 * events within the same millisecond; one that is far behind reads for itself and does not disturb them.
 */
final class SharedLog {

    private static final int KEPT = 2_000;

    private final EventLog log;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Window window = new Window(0, List.of());

    SharedLog(EventLog log) {
        this.log = log;
    }

    /** Neighbouring events. @param epoch the log's, when they were read: in another epoch their positions may hold other events */
    private record Window(int epoch, List<RecordedEvent> events) {

        long before() {
            return events.isEmpty() ? 0 : events.getFirst().position() - 1;
        }

        long last() {
            return events.isEmpty() ? 0 : events.getLast().position();
        }

        /** Some events right behind the position; none when it knows none. */
        List<RecordedEvent> after(long position, int limit) {
            if (position < before() || position >= last()) {
                return List.of();
            }
            int from = Math.toIntExact(position - before());
            return events.subList(from, Math.min(events.size(), from + limit));
        }

        Window with(List<RecordedEvent> next) {
            List<RecordedEvent> all = new ArrayList<>(events);
            all.addAll(next);
            return new Window(epoch, List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size())));
        }
    }

    /**
     * Some events right behind a place, in order, at most {@code limit}; none when that is the log's end.
     *
     * @throws com.steveslist.infra.eventstore.AheadOfLogException when the reader has seen events that are lost
     */
    List<RecordedEvent> after(LogPosition place, int logEpoch, int limit) {
        if (place.epoch() != logEpoch) {
            log.checkNotAhead(place);
        }
        Window known = window;
        boolean sameEpoch = known.epoch() == logEpoch;
        if (sameEpoch && place.position() < known.before()) {
            return log.read(place.position(), limit);
        }
        List<RecordedEvent> found = sameEpoch ? known.after(place.position(), limit) : List.of();
        return found.isEmpty() ? load(place.position(), logEpoch, limit) : found;
    }

    private List<RecordedEvent> load(long position, int logEpoch, int limit) {
        loading.lock();
        try {
            Window known = window;
            List<RecordedEvent> loadedByAnother = known.epoch() == logEpoch ? known.after(position, limit) : List.of();
            if (!loadedByAnother.isEmpty()) {
                return loadedByAnother;
            }
            List<RecordedEvent> page = log.read(position, limit);
            if (!page.isEmpty()) {
                boolean continues = known.epoch() == logEpoch && known.last() == position;
                window = continues ? known.with(page) : new Window(logEpoch, List.copyOf(page));
            }
            return page;
        } finally {
            loading.unlock();
        }
    }
}
