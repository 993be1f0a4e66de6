package com.steveslist.query.suggestion;

import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Finds the best rank between two places without looking at each: a tree over the places in which every node knows its best one. */
final class Ranks {

    private final IntUnaryOperator rankAt;
    private final int size;
    private final int[] best;

    /** @param rankAt by place, from 0; lower is better */
    Ranks(int size, IntUnaryOperator rankAt) {
        this.rankAt = rankAt;
        this.size = size;
        this.best = new int[2 * size];
        for (int place = 0; place < size; place++) {
            best[size + place] = place;
        }
        for (int node = size - 1; node > 0; node--) {
            best[node] = better(best[2 * node], best[2 * node + 1]);
        }
    }

    /** @param to exclusive @param best the place of the best rank in it */
    record Range(int from, int to, int best) {}

    /** Empty when no place is in it. */
    Optional<Range> range(int from, int to) {
        if (from >= to) {
            return Optional.empty();
        }
        int found = from;
        int right = to + size;
        for (int left = from + size; left < right; left >>= 1, right >>= 1) {
            if ((left & 1) == 1) {
                found = better(found, best[left++]);
            }
            if ((right & 1) == 1) {
                found = better(found, best[--right]);
            }
        }
        return Optional.of(new Range(from, to, found));
    }

    private int better(int one, int other) {
        return rankAt.applyAsInt(other) < rankAt.applyAsInt(one) ? other : one;
    }
}
