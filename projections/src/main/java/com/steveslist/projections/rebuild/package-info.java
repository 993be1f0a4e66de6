/**
 * Making a read model anew from the first event, beside the one that serves: {@code ./steveslist rebuild NAME}.
 *
 * <p>A view's next version is a table of the same shape in schema {@code views_next}, kept by a consumer of its own that no node runs. It
 * follows the serving consumer, never further than that one is, so that both can stand at one place. Most rows are compared without
 * stopping anybody: a row that nothing has touched since must be equal. Then one transaction of some milliseconds takes the lock of the
 * serving consumer's place, which makes its node wait between two batches, applies the last events, compares the rows that they touched,
 * and moves both tables and both places to their new names. PostgreSQL looks names up again in every statement that was prepared before,
 * so each reader sees the old table until the commit and the new one from then on, both at a place that is at least what it was told.
 *
 * <p>The index's next version is an index beside the one that searches look into, filled from the log; the warehouse's is a folder, filled
 * from the topic. Both are ahead of the one that serves when they take its place, so nobody waits and nobody sees less than before. Which
 * one serves stands beside the consumer's place in PostgreSQL: one row, changed under the lock that everybody takes who tells of progress.
 * The alias and the link follow that row, whoever dies in between. When an epoch begins while all this goes on, a version goes back to what
 * the log still has before it goes on, and before it serves.
 *
 * <p>{@code ./steveslist replay --to MOMENT} uses the same tables and consumers of its own to make views as they stood then, for people.
 *
 * <p>Read models have no effects: all that a version is given is a table, an index or a folder to write to.
 */
@NullMarked
package com.steveslist.projections.rebuild;

import org.jspecify.annotations.NullMarked;
