/**
 * How the log reaches whatever keeps something in PostgreSQL: views and processes.
 *
 * <p>A consumer is one row with its place in the log. A batch is one transaction: lock that row, read the events after it, apply them,
 * move the place, commit. Rows and place change together or not at all, so each event takes effect exactly once. The row lock is the
 * claim: whoever holds it works, other nodes pass by and look again; when a node dies its connection ends and the lock with it, and a
 * node that hangs or is cut off loses it after 8 s to the database's limit on idle transactions. No lease has to be renewed and none can
 * be held twice. Batches without an event of the consumer's move its place too, so progress crosses quiet stretches.
 *
 * <p>A node that left a consumer at a place tries to go on from there: it reads the events before the transaction begins, and one statement
 * both claims and advances, provided that the row still says that place, in the log's present epoch, with no retry asked for. Else it
 * claims first and looks. Events that are none of the consumer's cost that one statement; so do those of a consumer that can say what it
 * changes in one ({@link LogConsumer#change}): what it looked at before stands as long as the place's row does. Commits of batches do not wait for the disk: what
 * a crash or a fail-over undoes is rows and place together.
 *
 * <p>A batch that fails is rolled back and run again event by event under savepoints. What fails even so is parked, and with it
 * everything that comes later in the same lane (a stream, or an instance of a process), in order; all other lanes flow on, in batches as
 * before. Somebody retries a lane or gives its first event up, with a reason: {@code ./steveslist consumers}. Trouble with the database
 * itself parks nothing: the batch is tried again, later and later, up to every 5 s. An event that this code cannot read stops the
 * consumer at it, says why, and skips nothing.
 */
@NullMarked
package com.steveslist.infra.consumer;

import org.jspecify.annotations.NullMarked;
