package com.steveslist.infra.serialization;

/** An event of a name or version that this code does not know. Whoever runs the code that wrote it can go on. */
public final class UnknownEventTypeException extends UnreadablePayloadException {
    private static final long serialVersionUID = 1;

    UnknownEventTypeException(String name, int version, String known) {
        super(name, version, known + "; a newer node wrote it: upgrade this one", null);
    }
}
