package com.steveslist.command.dispatch;

import com.steveslist.events.id.Id;

/**
 * A wish that an aggregate grants or rejects.
 *
 * @param <S> the state that comes back when it is granted
 */
public interface Command<S> {

    /** The aggregate that decides. */
    Id target();

    /** As events name what led to them, for ever: {@code order.ship}. */
    String commandName();

    /** Whether it begins its target's stream, so that it is decided without looking for earlier events first. */
    default boolean begins() {
        return false;
    }
}
