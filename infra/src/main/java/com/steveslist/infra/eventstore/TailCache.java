package com.steveslist.infra.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest events of the log, read and parsed once for all streams of this node. A ring: the event of a position stands in the slot
 * position modulo size, and because positions have no gaps, a slot holds either the wanted event or proof that it must be read from the
 * database. A stream that is far behind reads for itself and does not disturb the others.
 */
final class TailCache {

    private static final int SIZE = 8_192;
    private static final int PAGE = 500;

    private final LogStorageEngine engine;
    private final LogSignal signal;
    private final AtomicReferenceArray<RecordedEventMessage<?>> ring = new AtomicReferenceArray<>(SIZE);
    private final ReentrantLock loading = new ReentrantLock();

    TailCache(LogStorageEngine engine, LogSignal signal) {
        this.engine = engine;
        this.signal = signal;
    }

    /** Some events right after this position, in order; none when this node has heard of none. */
    List<RecordedEventMessage<?>> after(long position) {
        List<RecordedEventMessage<?>> known = known(position);
        long behind = signal.newest() - position;
        if (!known.isEmpty() || behind <= 0) {
            return known;
        }
        return behind > SIZE / 2 ? engine.readPage(position, PAGE) : load(position);
    }

    private List<RecordedEventMessage<?>> load(long position) {
        loading.lock();
        try {
            List<RecordedEventMessage<?>> loadedByAnother = known(position);
            if (!loadedByAnother.isEmpty()) {
                return loadedByAnother;
            }
            List<RecordedEventMessage<?>> page = engine.readPage(position, PAGE);
            for (RecordedEventMessage<?> message : page) {
                ring.set(slot(message.envelope().position()), message);
            }
            return page;
        } finally {
            loading.unlock();
        }
    }

    private List<RecordedEventMessage<?>> known(long position) {
        List<RecordedEventMessage<?>> known = new ArrayList<>();
        for (long wanted = position + 1; known.size() < PAGE; wanted++) {
            RecordedEventMessage<?> message = ring.get(slot(wanted));
            if (message == null || message.envelope().position() != wanted) {
                break;
            }
            known.add(message);
        }
        return known;
    }

    private static int slot(long position) {
        return (int) (position % SIZE);
    }
}
