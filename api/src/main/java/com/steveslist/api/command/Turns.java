package com.steveslist.api.command;

import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.events.id.Id;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Calls that change the same thing on this node, one after the other: what reads, decides and writes at once with others wins once in as
 * many tries as there are others. Two things may share a turn; that costs time, and nothing else.
 */
final class Turns {

    private static final int LOCKS = 256;

    private final Lock[] locks = Stream.generate(() -> new ReentrantLock(true)).limit(LOCKS).toArray(Lock[]::new);

    /** Throws {@link CommandUnavailableException} when its turn does not come in time. */
    <T> T take(Id target, Duration patience, Supplier<T> action) {
        Lock lock = locks[Math.floorMod(target.hashCode(), LOCKS)];
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CommandUnavailableException(Reason.CONTENDED, "too many others change it at once", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandUnavailableException(Reason.OVERLOADED, "this node is stopping", e);
        }
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
