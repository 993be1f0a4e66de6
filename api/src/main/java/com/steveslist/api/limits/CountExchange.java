package com.steveslist.api.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the table what this node counted and brings back what all counted, on one thread, all buckets that wait in one statement. While the
 * database is away, each node goes by its own counts: a limit then holds on each node, not over all, and nobody is refused or held up
 * because of it.
 */
final class CountExchange implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CountExchange.class);

    private static final int WAITING = 20_000;
    private static final int AT_ONCE = 1_000;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(250);
    private static final long SWEEP_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final CountTable table;
    private final BlockingQueue<Bucket> waiting = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean alone;
    private volatile @Nullable Thread runner;
    private long sweptAt = System.nanoTime();

    CountExchange(CountTable table) {
        this.table = table;
    }

    CountExchange start() {
        runner = Thread.ofVirtual().name("rate-limits").start(this::run);
        return this;
    }

    /** Counts a call, by what all nodes know if that can be had in a short time. Answers whether there was something left. */
    boolean take(Bucket bucket) {
        long giveUpAt = System.nanoTime() + PATIENCE_NANOS;
        Bucket.Answer answer = bucket.take(System.nanoTime(), alone);
        while (answer == Bucket.Answer.UNKNOWN) {
            boolean told = offer(bucket) && await(bucket, giveUpAt);
            answer = bucket.take(System.nanoTime(), alone || !told);
        }
        offer(bucket);
        return answer == Bucket.Answer.TAKEN;
    }

    /** Counts a call whatever is left. */
    void count(Bucket bucket) {
        bucket.count(System.nanoTime());
        offer(bucket);
    }

    /** Asks for an exchange when the bucket wants one; never waits. Answers false when too many buckets wait already. */
    private boolean offer(Bucket bucket) {
        if (!bucket.wantsExchange(System.nanoTime()) || waiting.offer(bucket)) {
            return true;
        }
        bucket.exchangeFailed();
        return false;
    }

    private static boolean await(Bucket bucket, long giveUpAt) {
        try {
            return bucket.awaitExchange(giveUpAt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        List<Bucket> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch, AT_ONCE - 1);
                if (!exchange(batch)) {
                    Thread.sleep(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            batch.forEach(Bucket::exchangeFailed);
        }
    }

    private boolean exchange(List<Bucket> batch) {
        try {
            List<Bucket.Report> reports = batch.stream().map(Bucket::report).toList();
            Map<String, CountTable.Known> known = table.add(reports);
            long now = System.nanoTime();
            reports.forEach(report -> {
                CountTable.Known its = known.get(report.bucket().name);
                if (its == null) {
                    throw new IllegalStateException("the table of rate limits did not answer for every bucket");
                }
                report.bucket().exchanged(report, its.used(), (long) (its.secondsLeft() * 1e9), now);
                offer(report.bucket());
            });
            if (now - sweptAt > SWEEP_NANOS) {
                sweptAt = now;
                table.sweep();
            }
            alone = false;
            return true;
        } catch (RuntimeException e) {
            if (!alone) {
                LOG.warn("rate limits are counted by this node alone: {}", String.valueOf(e.getMessage()));
            }
            alone = true;
            batch.forEach(Bucket::exchangeFailed);
            return false;
        }
    }

    @Override
    public void close() {
        Thread running = runner;
        if (running != null) {
            running.interrupt();
        }
    }
}
