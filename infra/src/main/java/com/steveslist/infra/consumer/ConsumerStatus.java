package com.steveslist.infra.consumer;

import com.steveslist.events.log.LogPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a consumer is doing.
 *
 * @param lagEvents events of the log that it has not seen
 * @param lagMillis how long the first of those has been in the log; 0 when there is none
 * @param parked events that it could not apply, and those that wait behind them
 * @param parkedSince when the first of those was parked
 * @param cause why the first of those was
 * @param failure why it cannot go on at all; null when it can
 */
public record ConsumerStatus(
        String consumer,
        LogPosition at,
        long lagEvents,
        long lagMillis,
        long parked,
        @Nullable Instant parkedSince,
        @Nullable String cause,
        @Nullable String failure) {}
