package com.steveslist.events.verify;

/** Something is not what was signed. The message says what, and where. */
final class NotIntactException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotIntactException(String what) {
        super(what);
    }
}
