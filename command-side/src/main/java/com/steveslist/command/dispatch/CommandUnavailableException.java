package com.steveslist.command.dispatch;

/** The command could not be carried out now; nothing is known to be wrong with it. The client may try again. */
public final class CommandUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    public CommandUnavailableException(Reason reason, String detail, @org.jspecify.annotations.Nullable Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why; every reason answers with {@code 503}. */
    public enum Reason {
        /** A queue is full. */
        OVERLOADED,
        /** The event store does not answer. */
        STORE_UNAVAILABLE,
        /** Whether the events were written could not be found out in time; an idempotency key makes the next try safe. */
        OUTCOME_UNKNOWN,
        /** Others won every race for the aggregate within the bound. */
        CONTENDED
    }
}
