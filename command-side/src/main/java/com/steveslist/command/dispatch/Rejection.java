package com.steveslist.command.dispatch;

/** Why a command was not granted. Each noun has its closed set; the API maps the kind to an answer in one place. */
public interface Rejection {

    /** Stable, snake case: {@code invalid_state}. */
    String code();

    Kind kind();

    /** What a client can do about it. */
    enum Kind {
        /** It does not exist, or its existence is private to others. */
        NOT_FOUND,
        /** The caller may see it but not do this. */
        FORBIDDEN,
        /** Its state does not allow it. */
        CONFLICT,
        /** It is not at the version that the caller expects. */
        PRECONDITION_FAILED,
        /** What was asked makes no sense for it. */
        UNPROCESSABLE
    }
}
