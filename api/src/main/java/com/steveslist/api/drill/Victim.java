package com.steveslist.api.drill;

/** A part that can be killed without warning, and that somebody starts again. */
public interface Victim {
    String name();

    /** Ends it as {@code kill -9} does. Does not wait until it is back. */
    void kill();
}
