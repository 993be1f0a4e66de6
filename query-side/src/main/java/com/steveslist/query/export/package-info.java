/** Everything of one kind at one place in the log, read row by row; and the form of its rows, for files that have columns. */
@NullMarked
package com.steveslist.query.export;

import org.jspecify.annotations.NullMarked;
