package com.steveslist.infra.eventstore.append;

import com.steveslist.command.dispatch.Bar;
import com.steveslist.command.dispatch.Claim;
import com.steveslist.command.dispatch.IdempotencyKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of one command and what is committed with them, all or nothing. Events may belong to several streams; within each, versions
 * rise by one, and the first says what the stream must look like: version n is appended only right after version n − 1.
 */
public record AppendRequest(List<NewEvent> events, @Nullable IdempotencyKey key, List<Claim> claims, List<Bar> bars) {

    public AppendRequest {
        events = List.copyOf(events);
        claims = List.copyOf(claims);
        bars = List.copyOf(bars);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("nothing to append");
        }
        Map<String, Long> ends = new LinkedHashMap<>();
        for (NewEvent event : events) {
            Long end = ends.put(event.stream(), event.version());
            if (event.version() < 0 || end != null && event.version() != end + 1) {
                throw new IllegalArgumentException("versions of " + event.stream() + " do not rise by one from 0");
            }
        }
    }

    public AppendRequest(List<NewEvent> events, @Nullable IdempotencyKey key, List<Claim> claims) {
        this(events, key, claims, List.of());
    }

    /** Each stream with the version that it must have now, −1 when it must not exist. */
    Map<String, Long> expectedVersions() {
        Map<String, Long> expected = new LinkedHashMap<>();
        for (NewEvent event : events) {
            expected.putIfAbsent(event.stream(), event.version() - 1);
        }
        return expected;
    }

    NewEvent lastEvent() {
        return events.getLast();
    }

    long payloadBytes() {
        return events.stream().mapToLong(event -> event.payload().length).sum();
    }
}
