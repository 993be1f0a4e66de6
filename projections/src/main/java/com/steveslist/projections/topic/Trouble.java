package com.steveslist.projections.topic;

import com.steveslist.infra.consumer.ConsumerLedger;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a consumer says of its trouble: why it cannot go on, at once, and that it can again, once it has for a while. What fails at one
 * record goes well until it comes to that record again, so the first steps after a failure prove nothing.
 */
public final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final long WELL_AFTER_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long MAX_PAUSE_MILLIS = 5_000;

    private final String consumer;
    private final ConsumerLedger ledger;
    private int failures;
    private long begun;
    private boolean well;

    public Trouble(String consumer, ConsumerLedger ledger) {
        this.consumer = consumer;
        this.ledger = ledger;
    }

    /** Told when work begins, for the first time or again. */
    public void begins() {
        begun = System.nanoTime();
        well = false;
    }

    /** Told after each step that went well. */
    public void goesOn() {
        if (!well && System.nanoTime() - begun >= WELL_AFTER_NANOS) {
            well = true;
            ledger.failing(consumer, null);
            if (failures > 0) {
                LOG.info("{} goes on", consumer);
                failures = 0;
            }
        }
    }

    /** In words once, the repeats only for who looks closely. @return milliseconds to wait before work begins again */
    public long failed(Exception cause) {
        failures++;
        if (failures == 1) {
            LOG.warn("{} cannot go on now, and keeps trying: {}", consumer, cause.toString());
        }
        LOG.debug("{} failed, try {}", consumer, failures, cause);
        ledger.failing(consumer, cause);
        return Math.min(MAX_PAUSE_MILLIS, 100L << Math.min(failures, 10));
    }
}
