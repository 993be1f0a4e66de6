package com.steveslist.infra.eventstore.append;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes groups of what waits, in the order of the queue. No two commands of a group touch the same stream, key or claim: the second is
 * put back to the head of the next group, where it loses or follows by what the first one did. One thread's own.
 */
final class Groups {

    private final BlockingQueue<Waiting> queue;
    private final AppendSettings settings;
    private final Deque<Waiting> putBack = new ArrayDeque<>();

    private final Set<Object> touched = new HashSet<>();
    private int events;
    private long bytes;

    Groups(BlockingQueue<Waiting> queue, AppendSettings settings) {
        this.queue = queue;
        this.settings = settings;
    }

    /** Whether so much waits that the next group will be a big one although another is under way. */
    boolean overflow() {
        return queue.size() >= settings.maxGroupCommands() / 2;
    }

    /** Whether something was put back. */
    boolean hasLeft() {
        return !putBack.isEmpty();
    }

    /** Waits until there is something for a group; false when nothing came within the bound. */
    boolean await(long bound, TimeUnit unit) throws InterruptedException {
        if (putBack.isEmpty()) {
            Waiting first = queue.poll(bound, unit);
            if (first != null) {
                putBack.add(first);
            }
        }
        return !putBack.isEmpty();
    }

    /** The next group, of all that waits by now. */
    List<Waiting> next() {
        List<Waiting> group = new ArrayList<>();
        touched.clear();
        events = 0;
        bytes = 0;
        for (Iterator<Waiting> earlier = putBack.iterator(); earlier.hasNext();) {
            Waiting waiting = earlier.next();
            if (fits(group, waiting)) {
                add(group, waiting);
                earlier.remove();
            }
        }
        Waiting waiting = isFull(group) ? null : queue.poll();
        while (waiting != null) {
            if (fits(group, waiting)) {
                add(group, waiting);
            } else {
                putBack.add(waiting);
            }
            waiting = isFull(group) ? null : queue.poll();
        }
        return group;
    }

    /** Whatever is still waiting. */
    @Nullable
    Waiting pollAny() {
        Waiting earlier = putBack.poll();
        return earlier != null ? earlier : queue.poll();
    }

    private boolean fits(List<Waiting> group, Waiting waiting) {
        if (group.isEmpty()) {
            return true;
        }
        return !isFull(group)
                && events + waiting.request().events().size() <= settings.maxGroupEvents()
                && bytes + waiting.payloadBytes() <= settings.maxGroupBytes()
                && Collections.disjoint(touched, waiting.touched());
    }

    private boolean isFull(List<Waiting> group) {
        // What was put back is bounded too: a queue full of commands for one stream must not be emptied into it.
        return group.size() >= settings.maxGroupCommands() || putBack.size() >= settings.maxGroupCommands();
    }

    private void add(List<Waiting> group, Waiting waiting) {
        group.add(waiting);
        touched.addAll(waiting.touched());
        events += waiting.request().events().size();
        bytes += waiting.payloadBytes();
    }
}
