package com.steveslist.api.checkout;

import com.steveslist.command.checkout.CheckoutState;
import com.steveslist.command.checkout.CheckoutState.Outcome;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Waits for checkouts to end, for clients that prefer to. */
@Component
final class Outcomes {

    private static final int AT_ONCE = 1_000;
    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final Commands commands;
    private final Semaphore waiters = new Semaphore(AT_ONCE);

    Outcomes(Commands commands) {
        this.commands = commands;
    }

    /** The checkout as it is when it ends, or as it is after this time. When too many wait, nobody more does. */
    Decided<CheckoutState> await(Decided<CheckoutState> started, Duration patience) {
        if (patience.isZero() || !waiters.tryAcquire()) {
            return started;
        }
        try {
            return poll(started, System.nanoTime() + patience.toNanos());
        } finally {
            waiters.release();
        }
    }

    private Decided<CheckoutState> poll(Decided<CheckoutState> started, long giveUpAt) {
        Decided<CheckoutState> latest = started;
        long pause = FIRST_PAUSE_MILLIS;
        while (latest.state().outcome() instanceof Outcome.Processing) {
            long left = giveUpAt - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return latest;
            }
            LockSupport.parkNanos(Math.min(left, Duration.ofMillis(pause).toNanos()));
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause + pause / 2 + 1);
            latest = commands.find(CheckoutState.class, started.state().id()).orElse(latest);
        }
        return latest;
    }
}
