/**
 * Does what processes wish. A wish is a row of {@code process.effect}, written with the state of the process; workers run it outside
 * every transaction, again and again until it succeeds. The node that wrote a row takes it in the same statement and runs it right
 * after the commit, so that a hop costs no polling; what a node cannot take, or leaves behind when it dies, others find.
 */
@NullMarked
package com.steveslist.infra.effects;

import org.jspecify.annotations.NullMarked;
