package com.steveslist.events.log;

import java.time.Duration;
import java.time.Instant;

/** Times as people are shown them: in whole milliseconds, while the log counts microseconds. */
public final class ShownTime {

    private static final int MILLISECOND = 1_000_000;

    private ShownTime() {}

    /**
     * The last moment that is shown as this one: who copies the time of an event means what was so with that event. A time that is told
     * more finely means itself.
     */
    public static Instant lastOf(Instant time) {
        return time.getNano() % MILLISECOND == 0 ? time.plus(Duration.ofNanos(MILLISECOND - 1_000)) : time;
    }
}
