/**
 * The event store: one table in commit order, appended to in groups (see {@code append}) and read by position. It is Axon's
 * {@code EventStorageEngine} and {@code EventStore}, and {@link com.steveslist.infra.eventstore.EventLog} for our own consumers.
 *
 * <p><b>Why a reader never misses an event.</b> Every append takes one lock before it reads the end of the log and holds it until its
 * commit is visible. So appends become visible one after the other, in the order of their positions, and each begins right behind the one
 * before. Any snapshot of the table is therefore the events 1 to n for some n: no gap can be seen, and none can be filled later. That is
 * all a reader relies on. {@code NOTIFY} only says that it is worth looking; losing one costs a poll's time.
 */
@NullMarked
package com.steveslist.infra.eventstore;

import org.jspecify.annotations.NullMarked;
