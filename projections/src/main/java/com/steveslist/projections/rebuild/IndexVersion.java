package com.steveslist.projections.rebuild;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.projections.search.ListingIndexCopy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** An index on its way into service, and how far it is in the log. */
final class IndexVersion {

    private static final int BATCH = 5_000;
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final String key;
    private final String name;
    private final ListingIndexCopy index;
    private final EventLog log;
    private final Narrator narrator;
    private Epochs epochs = new Epochs(List.of());
    private LogPosition at;

    /**
     * @param key under which its place is noted
     * @param name the index's
     * @param at up to here everything was applied before
     */
    IndexVersion(String key, String name, ListingIndexCopy index, LogPosition at, EventLog log, Narrator narrator) {
        this.key = key;
        this.name = name;
        this.index = index;
        this.at = at;
        this.log = log;
        this.narrator = narrator;
    }

    String key() {
        return key;
    }

    String name() {
        return name;
    }

    ListingIndexCopy index() {
        return index;
    }

    LogPosition at() {
        return at;
    }

    /** Those that it has crossed to. */
    Epochs epochs() {
        return epochs;
    }

    /** Applies all that the log has when it begins, so that it ends under any load, and makes it visible. */
    void fill() throws IOException {
        narrator.begin(at.position());
        LogPosition end = log.last();
        while (!at.covers(end)) {
            List<RecordedEvent> events = next();
            if (events.isEmpty()) {
                break;
            }
            apply(events);
            at = events.getLast().envelope().at();
            narrator.progress(at.position(), end.position());
        }
        narrator.end();
        index.refresh();
    }

    /** What comes next. When an epoch has begun meanwhile, the version goes back to what that left of the log first. */
    private List<RecordedEvent> next() throws IOException {
        List<RecordedEvent> events = log.read(at.position(), BATCH);
        Epochs now = log.epochs();
        if (now.equals(epochs)) {
            return events;
        }
        index.crossTo(now, log);
        epochs = now;
        at = now.kept(at);
        return next();
    }

    /** Elasticsearch may be busy or away for a while; to apply again what is there already changes nothing. */
    private void apply(List<RecordedEvent> events) throws IOException {
        long begun = System.nanoTime();
        while (true) {
            try {
                index.apply(events);
                return;
            } catch (IOException | ElasticsearchException e) {
                if (System.nanoTime() - begun > PATIENCE_NANOS) {
                    throw e;
                }
                narrator.say("Elasticsearch takes nothing now and is asked again");
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }
}
