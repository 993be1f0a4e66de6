package com.steveslist.query.history;

import com.steveslist.events.log.LogPosition;
import java.time.Instant;

/**
 * A moment in the life of the log: when its first so many events had been recorded, and no more.
 *
 * @param at the last of them; {@link LogPosition#START} before the first one
 * @param recordedAt when that one was recorded; before the first one, the beginning of time
 */
public record Moment(LogPosition at, Instant recordedAt) {

    public long position() {
        return at.position();
    }
}
