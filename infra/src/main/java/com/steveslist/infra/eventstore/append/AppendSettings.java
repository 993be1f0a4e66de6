package com.steveslist.infra.eventstore.append;

import java.time.Duration;

/**
 * The appender's bounds.
 *
 * @param connections calls that may be under way at once. One makes the biggest groups and costs least; each further one only overlaps its
 *     way to the server with the flush of another, since the lock lets one in at a time, and works when half of {@code maxGroupCommands} wait
 * @param queueCapacity commands that may wait; more are refused
 * @param maxGroupCommands commands in one call
 * @param maxGroupEvents events in one call; a command with more goes alone
 * @param maxGroupBytes payload bytes in one call; a command with more goes alone
 * @param queueTimeout a command that waited longer is refused unsent
 * @param transactionTimeout the server ends a call after this
 * @param socketTimeout the client gives a call up after this; longer than {@code transactionTimeout}, so that it rarely has to
 * @param connectTimeout for a new connection
 * @param settleTimeout how long to try to find out what became of a call
 */
public record AppendSettings(
        int connections,
        int queueCapacity,
        int maxGroupCommands,
        int maxGroupEvents,
        long maxGroupBytes,
        Duration queueTimeout,
        Duration transactionTimeout,
        Duration socketTimeout,
        Duration connectTimeout,
        Duration settleTimeout) {

    public static final AppendSettings DEFAULTS = new AppendSettings(
            2,
            4096,
            512,
            2048,
            4 << 20,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(7),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10));

    public AppendSettings {
        if (connections < 1 || queueCapacity < 1 || maxGroupCommands < 1 || maxGroupEvents < 1 || maxGroupBytes < 1) {
            throw new IllegalArgumentException("the appender's numbers must be above zero");
        }
        if (socketTimeout.compareTo(transactionTimeout) <= 0) {
            throw new IllegalArgumentException("socketTimeout must be longer than transactionTimeout");
        }
    }

    /** The longest that a command's thread can wait: the queue behind a group that is settled, then its own call and settling. */
    Duration longestWait() {
        Duration call = connectTimeout.plus(socketTimeout).plus(settleTimeout);
        return queueTimeout.plus(call).plus(call);
    }
}
