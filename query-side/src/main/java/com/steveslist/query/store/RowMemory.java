package com.steveslist.query.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
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
 * Rows of a view that were read lately. A row that the same event touched last is the same row, so what stands here is never shown in
 * place of a newer one; losing it costs time only. When a view is made anew, the old rows are gone with their few seconds.
 *
 * @param <V> the view
 */
final class RowMemory<V> {

    /** A character takes three to four bytes in all, with what is made of the row: about a tenth of the heap. */
    private static final long MOST_CHARACTERS = Runtime.getRuntime().maxMemory() / 32;

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int LOCKS = 256;

    private final Cache<String, Known<V>> rows = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .<String, Known<V>>weigher((id, known) -> known.characters())
            .expireAfter(Expiry.<String, Known<V>>creating((id, known) -> withJitter()))
            .build();
    private final Lock[] loading = Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    /** @param currentAt no event up to here has touched the row since */
    private record Known<V>(Row<V> row, int characters, LogPosition currentAt) {}

    private static Duration withJitter() {
        return KEPT.plusMillis(ThreadLocalRandom.current().nextLong(KEPT.toMillis() / 2));
    }

    /** The row as it is at this place of the log or later; null when that is not known. */
    @Nullable
    Row<V> at(String id, LogPosition place) {
        Known<V> known = rows.getIfPresent(id);
        return known != null && known.currentAt().covers(place) ? known.row() : null;
    }

    /** The row as it was at some time; null when it is not here. */
    @Nullable
    Row<V> atSomeTime(String id) {
        Known<V> known = rows.getIfPresent(id);
        return known == null ? null : known.row();
    }

    /** The view, when this is the event that touched the row last; null otherwise. */
    @Nullable
    V touchedBy(LogPosition event, String id) {
        Known<V> known = rows.getIfPresent(id);
        return known != null && known.row().at().equals(event) ? known.row().view() : null;
    }

    /** @param currentAt a place that the row, as it was read, shows at least */
    void remember(Row<V> row, int characters, LogPosition currentAt) {
        rows.put(row.id(), new Known<>(row, characters, currentAt));
    }

    /** The row is still the same at this later place. */
    void confirm(String id, Row<V> row, LogPosition currentAt) {
        rows.asMap().computeIfPresent(id, (key, known) -> known.row() == row && currentAt.covers(known.currentAt())
                ? new Known<>(row, known.characters(), currentAt)
                : known);
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
