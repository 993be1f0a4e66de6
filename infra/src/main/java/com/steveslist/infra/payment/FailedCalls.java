package com.steveslist.infra.payment;

import java.util.LinkedHashSet;

/** Calls whose last try failed, the latest of them. Bounded. */
final class FailedCalls {

    private static final int BOUND = 10_000;

    private final LinkedHashSet<String> calls = new LinkedHashSet<>();

    /** Whether this call had not failed before. */
    synchronized boolean add(String call) {
        boolean first = calls.add(call);
        if (calls.size() > BOUND) {
            calls.removeFirst();
        }
        return first;
    }

    synchronized void forget(String call) {
        calls.remove(call);
    }
}
