package com.steveslist.infra.consumer;

import com.steveslist.events.log.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * How a consumer is doing.
 *
 * @param lagEvents events of the log that it has not applied
 * @param lagMillis how long the first of those has been in the log; 0 when there is none
 * @param parked events that it could not apply, and those that wait behind them
 * @param cause of one of the parked ones
 */
public record ConsumerStatus(
        String consumer, LogPosition at, long lagEvents, long lagMillis, long parked, @Nullable String cause) {}
