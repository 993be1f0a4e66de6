package com.steveslist.infra.bench;

import java.util.Arrays;
import java.util.Collection;

/** How long things took. Not for several threads; each has its own, to be joined in the end. */
public final class Latencies {

    private static final int FIRST_CAPACITY = 1_024;

    private long[] nanos = new long[FIRST_CAPACITY];
    private int count;

    public void add(long tookNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = tookNanos;
    }

    public int count() {
        return count;
    }

    public static Latencies join(Collection<Latencies> parts) {
        Latencies all = new Latencies();
        all.nanos = parts.stream().flatMapToLong(part -> Arrays.stream(part.nanos, 0, part.count)).toArray();
        all.count = all.nanos.length;
        return all;
    }

    /**
     * The shortest time within which so large a part of all was done (the nearest rank: no value that was not measured), in milliseconds.
     *
     * @param part above 0 and at most 1, such as 0.99
     */
    public double millis(double part) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(part * count) - 1] / 1e6;
    }
}
