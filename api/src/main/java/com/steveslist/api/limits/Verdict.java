package com.steveslist.api.limits;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call that was counted.
 *
 * @param buckets all that it was counted in
 * @param spent the one that had nothing left; null when the call may go on
 */
record Verdict(List<Bucket> buckets, @Nullable Bucket spent, int windowSeconds) {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Until the call is worth trying again; at least 1. */
    long secondsToWait() {
        return spent == null ? 0 : secondsToEnd(spent, System.nanoTime());
    }

    private static long secondsToEnd(Bucket bucket, long now) {
        return (bucket.nanosToEnd(now) + SECOND - 1) / SECOND;
    }

    /** Gives back what the call took. */
    void giveBack() {
        buckets.forEach(Bucket::giveBack);
    }

    /**
     * What clients are told: every policy, and how much is left of the tightest. {@code RateLimit} and {@code RateLimit-Policy} are those of
     * draft-ietf-httpapi-ratelimit-headers-10, the others what GitHub and many more have.
     */
    void tell(BiConsumer<String, String> headers) {
        long now = System.nanoTime();
        Bucket tightest = tightest(now);
        int left = tightest.left(now);
        long seconds = secondsToEnd(tightest, now);
        headers.accept("X-RateLimit-Limit", Integer.toString(tightest.limit));
        headers.accept("X-RateLimit-Remaining", Integer.toString(left));
        headers.accept("X-RateLimit-Reset", Long.toString(unixSecond(tightest.nanosToEnd(now))));
        headers.accept("RateLimit-Policy", policies());
        headers.accept("RateLimit", "\"" + tightest.label + "\";r=" + left + ";t=" + seconds);
    }

    private static long unixSecond(long nanosFromNow) {
        return (System.currentTimeMillis() + nanosFromNow / 1_000_000 + 999) / 1_000;
    }

    private Bucket tightest(long now) {
        if (spent != null) {
            return spent;
        }
        Bucket tightest = buckets.getFirst();
        for (Bucket bucket : buckets) {
            if (bucket.left(now) < tightest.left(now)) {
                tightest = bucket;
            }
        }
        return tightest;
    }

    private String policies() {
        StringBuilder policies = new StringBuilder(64);
        for (Bucket bucket : buckets) {
            policies.append(policies.isEmpty() ? "\"" : ", \"").append(bucket.label).append("\";q=").append(bucket.limit).append(";w=")
                    .append(windowSeconds);
        }
        return policies.toString();
    }
}
