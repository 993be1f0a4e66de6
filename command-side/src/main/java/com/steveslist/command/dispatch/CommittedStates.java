package com.steveslist.command.dispatch;

import com.steveslist.events.log.LogPosition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates that were used last, as they were committed: immutable, so nothing that a failed command did can be seen in it. An
 * entry may be behind (another node writes too); whoever answers from it checks that first.
 */
final class CommittedStates {

    /** @param at the position of the event with this version */
    record Committed(Object state, long version, LogPosition at) {}

    private final Map<String, Committed> byStream;

    CommittedStates(int bound) {
        byStream = new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Committed> eldest) {
                return size() > bound;
            }
        };
    }

    synchronized @Nullable Committed get(String stream) {
        return byStream.get(stream);
    }

    synchronized void put(String stream, Committed latest) {
        byStream.merge(stream, latest, (known, offered) -> offered.version() > known.version() ? offered : known);
    }

    synchronized void evict(String stream) {
        byStream.remove(stream);
    }

    /** Forgets what is no newer than this version, which turned out to be old. */
    synchronized void evict(String stream, long version) {
        byStream.computeIfPresent(stream, (id, known) -> known.version() <= version ? null : known);
    }
}
