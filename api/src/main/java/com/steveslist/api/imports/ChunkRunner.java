package com.steveslist.api.imports;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.Errors;
import com.steveslist.api.imports.ImportQueue.Chunk;
import com.steveslist.api.imports.RowKeys.Taken;
import com.steveslist.api.listing.ListingRows.Done;
import com.steveslist.events.listing.ListingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Carries out the rows of a chunk: those of different keys at once, so that the event store commits them in groups, those of one key in
 * their order. All imports of a node share {@value #AT_ONCE} commands at once, which leaves room for everybody else.
 */
@Component
final class ChunkRunner {

    private static final int AT_ONCE = 32;
    private static final long GIVEN_UP_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final RowRunner runner;
    private final RowKeys keys;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    ChunkRunner(RowRunner runner, RowKeys keys) {
        this.runner = runner;
        this.keys = keys;
    }

    /**
     * Every row has had its turn when it returns. Throws when commands cannot be carried out for long, or when it is interrupted; then the
     * chunk is to be done again.
     *
     * @param again whether rows of it may have been carried out before
     */
    Tally run(Import what, Chunk chunk, boolean again) throws InterruptedException {
        Tally tally = new Tally();
        List<Row> rows = read(chunk, tally);
        Map<String, Taken> taken = take(what, rows);
        Map<String, List<Row>> byKey = rows.stream().collect(Collectors.groupingBy(Row::key, LinkedHashMap::new, Collectors.toList()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            byKey.forEach((key, ofKey) -> running.add(threads.submit(() -> {
                for (Row row : ofKey) {
                    run(what, row, taken, again, tally);
                }
                return null;
            })));
            await(running, threads);
        }
        return tally;
    }

    private static void await(List<Future<?>> running, ExecutorService threads) throws InterruptedException {
        try {
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            throw e;
        }
    }

    private static List<Row> read(Chunk chunk, Tally tally) {
        List<Row> rows = new ArrayList<>();
        int number = chunk.firstRow();
        for (byte[] line : ChunkWriter.unpack(chunk)) {
            try {
                rows.add(Row.read(number, line));
            } catch (ApiException e) {
                tally.add(RowFailure.of(number, null, e));
            }
            number++;
        }
        return rows;
    }

    /** For keys that are new, the first row that can make a listing is to make it. */
    private Map<String, Taken> take(Import what, List<Row> rows) {
        List<String> named = rows.stream().map(Row::key).filter(key -> !RowRunner.isId(key)).distinct().toList();
        Map<String, Taken> taken = new HashMap<>(keys.find(what.account(), named));
        Map<String, Taken> wanted = new HashMap<>();
        for (Row row : rows) {
            boolean isNew = !RowRunner.isId(row.key()) && !taken.containsKey(row.key()) && !wanted.containsKey(row.key());
            if (isNew && canMake(row)) {
                wanted.put(row.key(), new Taken(ListingId.next(), what.id().value(), row.number()));
            }
        }
        taken.putAll(keys.take(what.account(), wanted));
        return taken;
    }

    private boolean canMake(Row row) {
        try {
            runner.check(row);
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    private void run(Import what, Row row, Map<String, Taken> taken, boolean again, Tally tally) throws InterruptedException {
        long giveUpAt = System.nanoTime() + GIVEN_UP_NANOS;
        long pause = FIRST_PAUSE_MILLIS;
        boolean repeated = again;
        while (true) {
            turns.acquire();
            try {
                Done done = runner.run(what, row, taken.get(row.key()), repeated);
                tally.add(done);
                return;
            } catch (RuntimeException e) {
                ApiException said = Errors.of(e);
                if (!said.code().retryable()) {
                    tally.add(RowFailure.of(row.number(), row.key(), said));
                    return;
                }
                if (System.nanoTime() - giveUpAt > 0) {
                    throw e;
                }
            } finally {
                turns.release();
            }
            // Whether it was carried out all the same may be unknown.
            repeated = true;
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }
}
