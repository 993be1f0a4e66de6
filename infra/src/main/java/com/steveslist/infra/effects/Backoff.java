package com.steveslist.infra.effects;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failure. */
final class Backoff {

    private static final int DOUBLED = 4;
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);
    private static final double JITTER = 0.2;

    private Backoff() {}

    /** 1, 2, 4, 8 s and then 30 s, up to a fifth more or less so that what failed together is not tried together. */
    static Duration after(int attempt, RandomGenerator random) {
        Duration step = attempt > DOUBLED ? AFTERWARDS : Duration.ofSeconds(1L << (attempt - 1));
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(step.toMillis() * factor));
    }
}
