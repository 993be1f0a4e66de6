package com.steveslist.events.proof;

/** A leaf, note or proof that is not in its form. The message says what about it, for people. */
public final class MalformedProofException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedProofException(String message) {
        super(message);
    }

    public MalformedProofException(String message, Throwable cause) {
        super(message, cause);
    }
}
