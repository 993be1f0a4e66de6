/**
 * Appending to the log. Threads that have decided a command hand its events to the {@link com.steveslist.infra.eventstore.append.Appender}
 * of their node and wait; it sends all that wait as one call of the function {@code append} (its file, {@code R__append.sql}, says why
 * positions have no gaps and follow commit order). So many commands share one round trip and one flush to disk, and a command that comes
 * alone waits for nobody: a group is what gathered while the call before was under way, there is no linger.
 *
 * <p><b>What can happen to a command.</b> It is committed; or it lost (its stream moved on, its key was used, its claim is another's),
 * which costs nobody else of its group; or the server refused the group and rolled it back, then each command is sent once more by
 * itself, so that one that cannot be stored fails alone; or nothing could be sent. In all of these the command's thread is told exactly
 * that. The sixth is a connection lost after sending: the call may have committed, may be running, or may sit in a buffer and run a minute
 * later. It is never sent again. The session is fenced and its events are looked up, under the log's lock
 * ({@code R__settle.sql}); what is not there then can never come. If that cannot be done within the bound, the command's outcome is
 * unknown, and said to be so.
 *
 * <p><b>Bounds.</b> The queue is bounded and refuses when full; a command that waited too long in it is refused before it is sent; a
 * group is bounded in commands, events and bytes; the server ends a call after {@code transaction_timeout}; the socket gives up a little
 * later; settling is bounded. So no thread waits longer than the sum of these.
 *
 * <p><b>Rejected.</b> A sequence for positions: numbers are handed out before commit, so readers see gaps, guess with a time-out, and can
 * lose an event for ever. Reading only up to the oldest running transaction ({@code pg_snapshot_xmin}): one forgotten session anywhere in
 * the server stops every reader. A lock taken by a client over several statements: a node that freezes holds it. Logical decoding as the
 * order of events: positions are then known only after the commit, too late for the answer. Linger timers: they tax the lone command and
 * gain nothing once calls follow each other. A second connection that always takes part: it makes the groups of some hundred clients
 * smaller, and three nodes a fifth slower; so it helps only when half a full group waits. A row with the last position, updated by each
 * append: the primary key already knows it.
 */
@NullMarked
package com.steveslist.infra.eventstore.append;

import org.jspecify.annotations.NullMarked;
