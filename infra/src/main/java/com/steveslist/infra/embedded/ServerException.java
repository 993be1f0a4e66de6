package com.steveslist.infra.embedded;

/** A server cannot be installed, started or reached; the message is one line that a person can act on. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ServerException(String message) {
        super(message);
    }

    public ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
