package com.steveslist.command.effect;

import java.util.Set;

/** Does one or several kinds of effect. Must be idempotent by the effect's id. */
public interface EffectHandler {

    /** The kinds it does, such as {@code listing.reserve}. */
    Set<String> kinds();

    /**
     * Does the effect. Returns when it is done for good. Throwing means "not yet": it is tried again after 1, 2, 4, 8 s (with jitter)
     * and then every 30 s, and it shows in the metrics and in {@code ./steveslist effects}.
     *
     * @param attempt from 1
     */
    void run(Effect effect, int attempt);
}
