package com.steveslist.query.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.store.ViewTable.Row;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a view that were read lately. A row that the same event touched last, in the same table, is the same row, so what stands here is
 * never shown in place of a newer one; losing it costs time only. For some seconds a row is taken from here without asking the database at
 * all: for as long, a view that was made anew may still show the row of the table before.
 *
 * @param <V> the view
 */
final class RowMemory<V> {

    /** A character takes three to four bytes in all, with what is made of the row: about a tenth of the heap. */
    private static final long MOST_CHARACTERS = Runtime.getRuntime().maxMemory() / 32;

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int LOCKS = 256;

    private final Cache<String, Known<V>> rows = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .<String, Known<V>>weigher((id, known) -> known.characters())
            .expireAfterAccess(KEPT)
            .build();
    private final Lock[] loading = Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    /**
     * A row and what it was when it was read.
     *
     * @param table object id of its table; 0 when it was not asked for
     * @param currentAt no event up to here has touched the row since
     * @param freshUntil of {@link System#nanoTime}
     */
    record Known<V>(Row<V> row, long table, int characters, LogPosition currentAt, long freshUntil) {

        private boolean isFresh() {
            return System.nanoTime() - freshUntil < 0;
        }
    }

    /** All at once would be a burst of questions. */
    private static long freshUntil() {
        return System.nanoTime() + FRESH_NANOS + ThreadLocalRandom.current().nextLong(FRESH_NANOS / 2);
    }

    /** The row as it is at this place of the log or later; null when that is not known. */
    @Nullable
    Row<V> at(String id, LogPosition place) {
        Known<V> known = rows.getIfPresent(id);
        return known != null && known.isFresh() && known.currentAt().covers(place) ? known.row() : null;
    }

    /** The row as it was at some time; null when it is not here. */
    @Nullable
    Known<V> atSomeTime(String id) {
        return rows.getIfPresent(id);
    }

    /** The view, when this is the event that touched the row last; null otherwise. */
    @Nullable
    V touchedBy(LogPosition event, String id) {
        Known<V> known = rows.getIfPresent(id);
        return known != null && known.isFresh() && known.row().at().equals(event) ? known.row().view() : null;
    }

    /** @param currentAt a place that the row, as it was read, shows at least */
    void remember(Row<V> row, long table, int characters, LogPosition currentAt) {
        rows.put(row.id(), new Known<>(row, table, characters, currentAt, freshUntil()));
    }

    /** It is still the same at this place. */
    void confirm(String id, Known<V> same, LogPosition currentAt) {
        rows.asMap().computeIfPresent(id, (key, known) -> known.row() == same.row()
                ? new Known<>(known.row(), known.table(), known.characters(), later(currentAt, known.currentAt()), freshUntil())
                : known);
    }

    private static LogPosition later(LogPosition one, LogPosition other) {
        return one.covers(other) ? one : other;
    }

    /** One after the other for the same id, so that the others find what the first one loaded. */
    <T> T oneAtATime(String id, Supplier<T> load) {
        Lock lock = loading[Math.floorMod(id.hashCode(), LOCKS)];
        lock.lock();
        try {
            return load.get();
        } finally {
            lock.unlock();
        }
    }
}
