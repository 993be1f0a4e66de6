package com.steveslist.events.id;

/**
 * An opaque identifier such as {@code lst_01jd3z…}. Clients must not read meaning into it; the log uses it as the name of the
 * stream.
 */
public interface Id {

    /** The whole text, prefix included. */
    String value();
}
