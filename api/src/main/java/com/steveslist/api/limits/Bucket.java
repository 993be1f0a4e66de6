package com.steveslist.api.limits;

import java.util.concurrent.TimeUnit;

/**
 * What is left of one budget of one caller, as this node knows it. It counts here, and now and then exchanges counts with the other
 * nodes. Between two exchanges it gives out no more than a lease, so all nodes together give out at most the limit and a lease each.
 * Times are of {@link System#nanoTime}.
 */
final class Bucket {

    private static final int LEASES = 20;
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Of a call that wants to be counted. */
    enum Answer {
        TAKEN,
        SPENT,
        /** The lease is used up and the other nodes' counts are not here yet. */
        UNKNOWN
    }

    /**
     * What was counted here and no other node knows.
     *
     * @param window tells an answer that comes too late
     */
    record Report(Bucket bucket, int count, int window) {}

    /** Policy and limit as headers name them. */
    final String label;

    /** In the table that all nodes share. */
    final String name;

    final int limit;
    private final int lease;
    private final long windowNanos;

    private int window;
    private long endsAt;
    private long exchangedAt;
    private int exchanged;
    private int counted;
    private int underway;
    private boolean queued;

    /** Whole until an exchange says otherwise. */
    Bucket(String label, String name, int limit, long windowNanos, long now) {
        this.label = label;
        this.name = name;
        this.limit = limit;
        this.lease = Math.max(1, limit / LEASES);
        this.windowNanos = windowNanos;
        begin(now);
    }

    private void begin(long now) {
        window++;
        endsAt = now + windowNanos;
        exchangedAt = now - STALE_NANOS;
        exchanged = 0;
        counted = 0;
        underway = 0;
    }

    private void beginIfEnded(long now) {
        if (now - endsAt >= 0) {
            begin(now);
        }
    }

    /** @param alone whether to go on without the other nodes' counts */
    synchronized Answer take(long now, boolean alone) {
        beginIfEnded(now);
        if (exchanged + counted >= limit) {
            return Answer.SPENT;
        }
        if (counted >= lease && !alone) {
            return Answer.UNKNOWN;
        }
        counted++;
        return Answer.TAKEN;
    }

    synchronized void giveBack() {
        counted--;
    }

    /** Counts beyond the limit too; for when nobody is refused. */
    synchronized void count(long now) {
        beginIfEnded(now);
        counted++;
    }

    synchronized int left(long now) {
        beginIfEnded(now);
        return Math.clamp(limit - exchanged - counted, 0, limit);
    }

    /** Until it is whole again; above 0. */
    synchronized long nanosToEnd(long now) {
        beginIfEnded(now);
        return endsAt - now;
    }

    /** Whether it is time for an exchange, and none is waiting yet; then the caller sees to it. */
    synchronized boolean wantsExchange(long now) {
        int untold = counted - underway;
        boolean due = untold >= Math.max(1, lease / 2) || untold != 0 && now - exchangedAt >= STALE_NANOS;
        if (!due || queued) {
            return false;
        }
        queued = true;
        return true;
    }

    /** Nobody could be told. */
    synchronized void exchangeFailed() {
        queued = false;
        underway = 0;
        notifyAll();
    }

    synchronized Report report() {
        underway = counted;
        return new Report(this, underway, window);
    }

    /**
     * What all nodes together have counted in the window.
     *
     * @param endsIn nanoseconds until it ends
     */
    synchronized void exchanged(Report report, int total, long endsIn, long now) {
        queued = false;
        if (report.window() == window) {
            exchanged = total;
            counted -= report.count();
            exchangedAt = now;
            endsAt = now + endsIn;
        }
        underway = 0;
        notifyAll();
    }

    /** Waits for an exchange that was asked for. Answers whether it came in time. */
    synchronized boolean awaitExchange(long giveUpAt) throws InterruptedException {
        long left = giveUpAt - System.nanoTime();
        while (queued && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = giveUpAt - System.nanoTime();
        }
        return left > 0;
    }
}
