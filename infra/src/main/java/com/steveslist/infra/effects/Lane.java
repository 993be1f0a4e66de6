package com.steveslist.infra.effects;

import java.util.Locale;

/** Workers apart from each other, so that a provider that hangs holds up nothing else. */
enum Lane {
    /** Sends a command: milliseconds. */
    COMMAND,
    /** Calls the payment provider: up to seconds, without a connection. */
    PAYMENT;

    static Lane of(String kind) {
        return kind.startsWith("payment.") ? PAYMENT : COMMAND;
    }

    /** As in the table. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
