package com.steveslist.command.dispatch;

import com.steveslist.events.log.LogPosition;

/**
 * The answer to a command that was granted.
 *
 * @param state the aggregate as it is after the command, or as it was after the first run when {@code replayed}
 * @param version the stream's version that {@code state} shows, from 0
 * @param at the position of that version's event
 * @param resourceId the thing to show: the aggregate's id, or what the idempotency key named
 * @param replayed whether an earlier run of the same idempotency key is shown
 */
public record Decided<S>(S state, long version, LogPosition at, String resourceId, boolean replayed) {}
