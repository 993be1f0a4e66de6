/**
 * {@code ./steveslist reconcile}: waits until everything has caught up with the log, then holds every copy of the truth against the events
 * and against each other. The events are folded here once more, on purpose without the code that keeps the copies, save where a copy is
 * compared with its own replay.
 */
@NullMarked
package com.steveslist.projections.reconcile;

import org.jspecify.annotations.NullMarked;
