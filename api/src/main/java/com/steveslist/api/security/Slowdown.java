package com.steveslist.api.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long tries are refused after wrong ones: the first few cost nothing, then the pause begins and doubles with every wrong try.
 *
 * @param free wrong tries before the first pause; at least 1
 * @param first pause, after as many wrong tries as are free
 * @param longest pause
 * @param memory how long after the last wrong try all are forgotten; longer than the longest pause
 */
public record Slowdown(int free, Duration first, Duration longest, Duration memory) {

    public Slowdown {
        if (free < 1 || first.compareTo(longest) > 0 || longest.compareTo(memory) >= 0) {
            throw new IllegalArgumentException(
                    "free ≥ 1 and first ≤ longest < memory, but was " + free + ", " + first + ", " + longest + ", "
                            + memory);
        }
    }

    /** Seconds of pause after the first, the second, … wrong try; the last one holds for all after it. */
    List<Integer> pausesSeconds() {
        List<Integer> pauses = new ArrayList<>();
        for (int failure = 1; failure < free; failure++) {
            pauses.add(0);
        }
        for (Duration pause = first; pause.compareTo(longest) < 0; pause = pause.multipliedBy(2)) {
            pauses.add((int) pause.toSeconds());
        }
        pauses.add((int) longest.toSeconds());
        return pauses;
    }
}
