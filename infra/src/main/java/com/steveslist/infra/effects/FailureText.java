package com.steveslist.infra.effects;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a failure: short, and without anybody's data. Messages of our own exceptions are written by us; those of drivers and
 * libraries may quote values, so only their names are kept.
 */
final class FailureText {

    private static final int BOUND = 500;
    private static final int DEPTH = 5;
    private static final String OURS = "com.steveslist.";

    private FailureText() {}

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            text.append(depth == 0 ? "" : " ← ").append(at.getClass().getSimpleName());
            if (at.getClass().getName().startsWith(OURS) && at.getMessage() != null) {
                text.append(": ").append(at.getMessage());
            }
            at = at.getCause();
        }
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                text.append(" at ").append(frame.getFileName()).append(':').append(frame.getLineNumber());
                break;
            }
        }
        return text.length() <= BOUND ? text.toString() : text.substring(0, BOUND - 1) + "…";
    }
}
