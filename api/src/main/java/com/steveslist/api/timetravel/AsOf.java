package com.steveslist.api.timetravel;

import com.steveslist.events.log.LogPosition;
import java.time.Instant;

/** A moment as a client names it; whether there is such a moment the log knows. @param name of the parameter */
public record AsOf(String name, Naming naming) {

    sealed interface Naming {

        record Time(Instant time) implements Naming {}

        record Seen(LogPosition place) implements Naming {}

        record Position(long position) implements Naming {}
    }
}
