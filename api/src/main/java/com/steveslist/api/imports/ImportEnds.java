package com.steveslist.api.imports;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Waits for imports to end, for clients that prefer to. */
@Component
final class ImportEnds {

    private static final int AT_ONCE = 200;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final Imports imports;
    private final Semaphore waiters = new Semaphore(AT_ONCE);

    ImportEnds(Imports imports) {
        this.imports = imports;
    }

    /** The import as it is when it ends, or as it is after this time. When too many wait, nobody more does. */
    Import await(Import begun, Duration patience) {
        if (patience.isZero() || !waiters.tryAcquire()) {
            return begun;
        }
        try {
            long giveUpAt = System.nanoTime() + patience.toNanos();
            long pause = FIRST_PAUSE_MILLIS;
            Import latest = imports.find(begun.id(), begun.account()).orElse(begun);
            while (latest.status().isRunning() && System.nanoTime() < giveUpAt && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
                pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
                latest = imports.find(begun.id(), begun.account()).orElse(latest);
            }
            return latest;
        } finally {
            waiters.release();
        }
    }
}
