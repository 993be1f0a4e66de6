package com.steveslist.command.dispatch;

/** Thrown by the event store's append: the idempotency key was committed before; nothing was written. */
public final class KeyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient CommittedKeys.Committed committed;

    public KeyTakenException(CommittedKeys.Committed committed) {
        super("idempotency key was committed before", null, false, false);
        this.committed = committed;
    }

    public CommittedKeys.Committed committed() {
        return committed;
    }
}
