package com.steveslist.command.privacy;

import org.jspecify.annotations.Nullable;

/** What keeps people's keys did not do what it was asked within its time-outs and tries. Its message holds no secret. */
public final class KeysUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public KeysUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
