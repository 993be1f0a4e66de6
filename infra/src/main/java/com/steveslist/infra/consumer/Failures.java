package com.steveslist.infra.consumer;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/** What a failure means for a consumer, and what may be kept of it. */
final class Failures {

    private static final int BOUND = 500;
    private static final int DEPTH = 5;
    private static final String OURS = "com.steveslist.";

    private Failures() {}

    /**
     * Whether it is the database's own trouble, which says nothing about the event: connection lost (SQLSTATE 08), serialization failure
     * or deadlock (40), resources (53), lock not available (55), shut down or cancelled (57), transaction ended by a time-out (25P).
     */
    static boolean isTransient(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.matches("(08|40|53|55|57|25P0[34]).*");
            }
        }
        return thrown instanceof TransactionException
                || thrown instanceof DataAccessException
                        && (!(thrown instanceof NonTransientDataAccessException)
                                || thrown instanceof NonTransientDataAccessResourceException);
    }

    /**
     * Short, and without anybody's data: messages of our own exceptions are written by us, those of drivers and libraries may quote
     * values, so of these only the name and the SQLSTATE are told.
     */
    static String text(Throwable failure) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            text.append(depth == 0 ? "" : " ← ").append(at.getClass().getName().replaceFirst(".*\\.", ""));
            if (at instanceof SQLException sql) {
                text.append(' ').append(sql.getSQLState());
            } else if (isOurs(at) && at.getMessage() != null) {
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

    /** Also what our code throws itself with an exception of the JDK. */
    private static boolean isOurs(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        return thrown.getClass().getName().startsWith(OURS) || frames.length > 0 && frames[0].getClassName().startsWith(OURS);
    }
}
