package com.steveslist.command.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A decision together with the aggregate it left behind.
 *
 * @param state null when the aggregate does not exist
 * @param before the version that was decided on; −1 when there was no event
 * @param version after the decision's events; they are not committed yet
 */
public record Ruling<S>(Decision decision, @Nullable S state, long before, long version) {

    boolean wroteEvents() {
        return version > before;
    }
}
