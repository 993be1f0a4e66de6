package com.steveslist.api.erasure;

import com.steveslist.api.error.FieldError;

/**
 * Something that must end before a person can be erased.
 *
 * @param kind {@code checkout}, {@code order}, {@code refund}, {@code payment} or {@code listing}
 * @param what it is and what ends it, for people
 */
record OpenThing(String kind, String id, String what) {

    FieldError error() {
        return new FieldError(FieldError.In.BODY, "/" + kind + "s/" + id, "still_open", what);
    }

    /** As events and rows keep it. */
    String text() {
        return kind + " " + id;
    }
}
