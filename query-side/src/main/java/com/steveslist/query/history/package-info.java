/** Moments of the log that can be asked about, and which of them views still know. */
@NullMarked
package com.steveslist.query.history;

import org.jspecify.annotations.NullMarked;
