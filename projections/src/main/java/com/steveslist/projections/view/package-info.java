/**
 * Event to PostgreSQL view: for every noun a pure function from the row as it was and an event to the row as it is. A batch loads the
 * rows it touches once, folds its events into them and writes each row once.
 */
@NullMarked
package com.steveslist.projections.view;

import org.jspecify.annotations.NullMarked;
