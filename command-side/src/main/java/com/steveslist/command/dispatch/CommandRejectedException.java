package com.steveslist.command.dispatch;

/** A command was not granted; nothing was written. The message is for clients and says what to do. */
public final class CommandRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    public CommandRejectedException(Rejection rejection, String detail) {
        super(detail, null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
