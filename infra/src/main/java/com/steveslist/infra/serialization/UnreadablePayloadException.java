package com.steveslist.infra.serialization;

import org.jspecify.annotations.Nullable;

/**
 * Stored bytes that this code does not understand. Readers stop at it and never skip it: either a newer node wrote a form that this
 * node does not know yet, or a form was taken out of {@code EventCatalog}.
 */
public sealed class UnreadablePayloadException extends RuntimeException permits UnknownEventTypeException {
    private static final long serialVersionUID = 1;

    public UnreadablePayloadException(String name, int version, String reason, @Nullable Throwable cause) {
        super("cannot read " + name + " v" + version + ": " + reason, cause);
    }
}
