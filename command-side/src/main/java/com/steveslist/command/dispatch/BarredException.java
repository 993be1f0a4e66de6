package com.steveslist.command.dispatch;

/** Thrown by the event store's append: a claim is held that bars the command; nothing was written. */
public final class BarredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BarredException(String kind) {
        super("barred by a claim: " + kind, null, false, false);
    }
}
