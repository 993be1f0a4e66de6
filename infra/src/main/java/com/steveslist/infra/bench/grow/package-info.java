/**
 * {@code ./steveslist bench grow}: whether commands take longer as the log grows. Logs of several sizes are loaded beside each other by {@code COPY}, each with a
 * node of its own that decides and appends as the application does; all take turns, so that they are compared within seconds of each other.
 */
@NullMarked
package com.steveslist.infra.bench.grow;

import org.jspecify.annotations.NullMarked;
