package com.steveslist.command.dispatch;

/** Thrown by the event store's append: another aggregate holds a claim; nothing was written. */
public final class ClaimTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String kind;

    public ClaimTakenException(String kind) {
        super("claim is taken: " + kind, null, false, false);
        this.kind = kind;
    }

    public String kind() {
        return kind;
    }
}
