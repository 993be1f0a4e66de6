package com.steveslist.command.dispatch;

import com.steveslist.events.log.LogPosition;
import java.time.Instant;

/** What the event store says of a committed append: the place of its last event. Left in the unit of work under {@link #RESOURCE}. */
public record AppendReceipt(LogPosition at, Instant recordedAt) {

    public static final String RESOURCE = AppendReceipt.class.getName();
}
