package com.steveslist.projections.topic;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.relay.RelayProgress;
import org.jspecify.annotations.Nullable;

/** Says how far a follower of the topic is in the log: offsets in, position out. Partitions in which nothing happens count as passed. */
public final class PassedPositions {

    private final String consumer;
    private final String topic;
    private final RelayProgress progress;
    private final ConsumerLedger ledger;
    private LogPosition told = LogPosition.START;
    private @Nullable String copy;

    /** @param topic the topic's own id */
    public PassedPositions(String consumer, String topic, RelayProgress progress, ConsumerLedger ledger) {
        this.consumer = consumer;
        this.topic = topic;
        this.progress = progress;
        this.ledger = ledger;
        ledger.applied(consumer, LogPosition.START);
    }

    /** From now on what is told is about this copy of the read model; null for the one that the consumer makes by itself. */
    public void about(@Nullable String other) {
        copy = other;
        told = LogPosition.START;
    }

    /**
     * Tells it where all consumers do.
     *
     * @param nextOffsets by partition: all before is durably applied, and shown to readers
     * @param crossedTo the epoch that the follower has crossed to: places in later ones are not told yet
     */
    public void tell(long[] nextOffsets, int crossedTo) {
        progress.passed(topic, nextOffsets)
                .map(RelayProgress.Passed::at)
                .filter(at -> at.compareTo(told) > 0 && at.epoch() <= crossedTo)
                .ifPresent(at -> {
                    ledger.applied(consumer, at, copy);
                    told = at;
                });
    }
}
