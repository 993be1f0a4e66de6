/**
 * The drills that need nothing but the log and PostgreSQL: {@code ./steveslist drill order} and {@code drill races}. Each makes a scratch
 * server and processes of its own, so that nothing of a running stack is touched, writes what everybody was told and saw into tables
 * beside the log, and lets the database compare them. Each is bounded in time, ends with one line, and exits with 0 only where nothing was
 * lost.
 */
@NullMarked
package com.steveslist.infra.drill;

import org.jspecify.annotations.NullMarked;
