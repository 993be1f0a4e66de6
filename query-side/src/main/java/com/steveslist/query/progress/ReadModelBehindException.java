package com.steveslist.query.progress;

/** A read model has not applied a position in the time allowed, or holds events about the thing that it could not apply. */
public final class ReadModelBehindException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ReadModelBehindException(String message) {
        super(message, null, false, false);
    }
}
