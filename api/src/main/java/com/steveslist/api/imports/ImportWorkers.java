package com.steveslist.api.imports;

import com.steveslist.api.imports.ImportQueue.Chunk;
import com.steveslist.api.imports.ImportQueue.Claimed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Carries imports out in the background, whichever node received them. */
@Component
final class ImportWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorkers.class);

    private static final int AT_ONCE = 10;
    private static final long POLL_MILLIS = 1_000;
    private static final long RENEW_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long SWEEP_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long PAUSE_AFTER_TROUBLE_MILLIS = 2_000;
    private static final Duration LAST_CHUNK = Duration.ofSeconds(10);

    private final ImportQueue queue;
    private final ChunkRunner runner;
    private final MeterRegistry meters;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopping = true;
    private volatile @Nullable Thread poller;

    ImportWorkers(ImportQueue queue, ChunkRunner runner, MeterRegistry meters) {
        this.queue = queue;
        this.runner = runner;
        this.meters = meters;
    }

    /** There is an import to carry out. */
    void wake() {
        news.release();
    }

    private void poll() {
        long renewed = System.nanoTime();
        long swept = renewed - SWEEP_NANOS;
        boolean failing = false;
        while (!stopping) {
            try {
                long now = System.nanoTime();
                if (now - renewed > RENEW_NANOS) {
                    renewed = now;
                    queue.renew();
                }
                if (now - swept > SWEEP_NANOS) {
                    swept = now;
                    queue.sweep();
                }
                claim();
                failing = false;
                if (news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("cannot look for imports", e);
                }
                failing = true;
                LockSupport.parkNanos(Duration.ofMillis(POLL_MILLIS).toNanos());
            }
        }
    }

    private void claim() {
        while (running.size() < AT_ONCE) {
            Optional<Claimed> claimed = queue.claim();
            if (claimed.isEmpty()) {
                return;
            }
            Thread thread = Thread.ofVirtual().name("import " + claimed.get().what().id()).unstarted(() -> carryOut(claimed.get()));
            running.add(thread);
            thread.start();
        }
    }

    private void carryOut(Claimed claimed) {
        ImportId id = claimed.what().id();
        boolean again = claimed.again();
        try {
            Optional<Chunk> chunk = queue.next(id);
            while (chunk.isPresent() && !stopping) {
                again = !isDone(claimed.what(), chunk.get(), again);
                chunk = queue.next(id);
            }
            if (chunk.isEmpty()) {
                queue.dropChunks(id);
            }
            queue.release(id);
        } catch (InterruptedException e) {
            LOG.info("{} is left to another node", id);
        } catch (RuntimeException e) {
            LOG.warn("{} goes on when its lease has ended", id, e);
        } finally {
            running.remove(Thread.currentThread());
            wake();
        }
    }

    /** False when it has to be done again. */
    private boolean isDone(Import what, Chunk chunk, boolean again) throws InterruptedException {
        Tally tally;
        try {
            tally = runner.run(what, chunk, again);
        } catch (RuntimeException e) {
            LOG.warn("a chunk of {} could not be carried out and is tried again", what.id(), e);
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_TROUBLE_MILLIS);
            return false;
        }
        if (queue.done(chunk, tally)) {
            count("created", tally.counts().created());
            count("updated", tally.counts().updated());
            count("unchanged", tally.counts().unchanged());
            count("failed", tally.counts().failed());
        }
        return true;
    }

    private void count(String outcome, int rows) {
        meters.counter("steveslist.imports.rows", "outcome", outcome).increment(rows);
    }

    @Override
    public void start() {
        stopping = false;
        poller = Thread.ofVirtual().name("imports").start(this::poll);
    }

    /** Chunks that have begun are done, for a while; the rest is for other nodes, or for later. */
    @Override
    public void stop() {
        stopping = true;
        Thread polling = poller;
        poller = null;
        if (polling != null) {
            polling.interrupt();
        }
        long giveUpAt = System.nanoTime() + LAST_CHUNK.toNanos();
        try {
            for (Thread thread : running) {
                thread.join(Duration.ofNanos(Math.max(1, giveUpAt - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return poller != null;
    }
}
