package com.steveslist.projections.reconcile;

import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.projections.reconcile.Check.Differences;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which event stands at which position, in eight bytes an event, to hold copies of the log against it. */
final class LogImage {
    private final Differences gaps = new Differences();
    private final Map<String, Long> versions = new HashMap<>();
    private final Epochs epochs;
    private long[] events = new long[1024];
    private long last;

    LogImage(Epochs epochs) {
        this.epochs = epochs;
    }

    /** Takes the log's next event. */
    void add(EventEnvelope envelope) {
        if (envelope.position() != last + 1) {
            gaps.add("position " + envelope.position() + " follows " + last);
        }
        Long before = versions.put(envelope.stream(), envelope.version());
        if (envelope.version() != (before == null ? 0 : before + 1)) {
            gaps.add(envelope.stream() + " goes from version " + before + " to " + envelope.version());
        }
        last = envelope.position();
        if (last >= events.length) {
            events = Arrays.copyOf(events, Math.toIntExact(last * 2));
        }
        events[(int) last] = hash(envelope.eventId());
    }

    long last() {
        return last;
    }

    Check gapless() {
        return Check.of("positions and versions without gaps", last + " events of " + versions.size() + " streams", gaps);
    }

    /** A copy of the log to be held against it. */
    Copy copy() {
        return new Copy();
    }

    /** Events may come in any order, and come twice as long as they are the same. */
    final class Copy {
        private final Differences differences = new Differences();
        private final Map<Integer, LogPosition> newestOf = new HashMap<>();
        private final boolean[] seen = new boolean[Math.toIntExact(last + 1)];
        private long repeated;
        private long lost;

        /**
         * An event of the topic, which keeps also what a promotion or a restore took back. What a partition has not shown before must
         * come in the log's order.
         */
        void add(int partition, LogPosition at, String eventId) {
            LogPosition newest = newestOf.getOrDefault(partition, LogPosition.START);
            if (at.compareTo(newest) > 0) {
                newestOf.put(partition, at);
            } else if (!epochs.lost(at) && at.position() <= last && !seen[(int) at.position()]) {
                differences.add("position " + at.position() + " comes after " + newest.position() + " in partition " + partition);
            }
            if (epochs.lost(at)) {
                lost++;
            } else {
                add(at.position(), eventId);
            }
        }

        void add(long position, String eventId) {
            if (position < 1 || position > last) {
                differences.add("position " + position + " is not in the log");
            } else if (events[(int) position] != hash(eventId)) {
                differences.add("position " + position + " is another event: " + eventId);
            } else if (seen[(int) position]) {
                repeated++;
            } else {
                seen[(int) position] = true;
            }
        }

        /** @param once whether an event may stand there only once */
        Check check(String name, boolean once) {
            for (int position = 1; position <= last; position++) {
                if (!seen[position]) {
                    differences.add("position " + position + " is missing");
                }
            }
            if (once) {
                differences.add(repeated, repeated + " events stand there more than once");
            }
            return Check.of(name, last + " events" + (repeated > 0 ? ", " + repeated + " delivered again" : "")
                    + (lost > 0 ? ", " + lost + " of earlier epochs that are not in the log any more" : ""), differences);
        }
    }

    /** 64 bits (FNV-1a): two different events at one position are told apart. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
