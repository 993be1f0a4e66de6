package com.steveslist.infra.eventstore;

import com.steveslist.events.log.LogPosition;

/**
 * A consumer has seen events that a restore or a promotion lost. What it made of them is not what the log says, so it must be rebuilt,
 * or rewound to before the first position of the new epoch where that undoes what it did.
 */
public final class AheadOfLogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long firstPositionOfNextEpoch;

    public AheadOfLogException(LogPosition reader, long firstPositionOfNextEpoch) {
        super("a reader at " + reader + " is ahead: a new epoch began at position " + firstPositionOfNextEpoch
                + "; rebuild what it made, or rewind it to before that position");
        this.firstPositionOfNextEpoch = firstPositionOfNextEpoch;
    }

    public long firstPositionOfNextEpoch() {
        return firstPositionOfNextEpoch;
    }
}
