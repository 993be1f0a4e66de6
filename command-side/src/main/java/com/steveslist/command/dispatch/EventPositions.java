package com.steveslist.command.dispatch;

import com.steveslist.events.log.LogPosition;
import java.util.Optional;

/** Port: where in the log a stream's events stand. Read from the primary, never stale; one indexed look-up. */
public interface EventPositions {

    /** The last event of a stream; empty when it has none. */
    Optional<StreamEnd> endOf(String stream);

    /** Where the log ends; {@link LogPosition#START} when it is empty. */
    LogPosition last();

    /** The place of the event with this version (from 0). Throws {@link java.util.NoSuchElementException} when there is none. */
    LogPosition of(String stream, long version);

    /** @param version of the stream's last event, from 0 */
    record StreamEnd(long version, LogPosition at) {}
}
