package com.steveslist.events.envelope;

/**
 * Who made something happen.
 *
 * @param id an account's or key's id, the dotted name of a process or job, or a member of staff's id
 */
public record Actor(Kind kind, String id) {

    /** The kinds of actor, written in lower case in the log. */
    public enum Kind {
        /** A person through a session. */
        ACCOUNT,
        /** A program through an API key. */
        KEY,
        STAFF,
        /** A process such as {@code process.checkout}. */
        SAGA,
        JOB,
        /** Nobody yet: somebody who is registering. */
        ANONYMOUS
    }
}
