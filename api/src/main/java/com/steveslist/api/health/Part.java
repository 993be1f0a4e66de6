package com.steveslist.api.health;

import java.util.function.BooleanSupplier;

/**
 * A server that this node works with. It is asked at most once a second, however often somebody asks us.
 */
final class Part {

    private static final long FRESH_NANOS = 1_000_000_000;

    private final String name;
    private final boolean needed;
    private final BooleanSupplier probe;
    private boolean up;
    private long askedAt = System.nanoTime() - 2 * FRESH_NANOS;

    /** @param needed whether nothing can be bought or sold without it */
    Part(String name, boolean needed, BooleanSupplier probe) {
        this.name = name;
        this.needed = needed;
        this.probe = probe;
    }

    String name() {
        return name;
    }

    boolean isNeeded() {
        return needed;
    }

    synchronized boolean isUp() {
        if (System.nanoTime() - askedAt > FRESH_NANOS) {
            up = probe.getAsBoolean();
            askedAt = System.nanoTime();
        }
        return up;
    }
}
