package com.steveslist.api.drill;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A part that is killed and kept away for a while.
 *
 * @param keepAway so that nobody starts it again
 */
record Outage(Victim victim, Duration length, Runnable keepAway, Runnable bringBack) implements Victim {
    @Override
    public String name() {
        return victim.name() + " for " + length.toSeconds() + " s";
    }

    @Override
    public void kill() {
        victim.kill();
        keepAway.run();
        try {
            LockSupport.parkNanos(length.toNanos());
        } finally {
            bringBack.run();
        }
    }
}
