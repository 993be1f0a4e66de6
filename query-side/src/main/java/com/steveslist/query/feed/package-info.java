/** The log as those outside may follow it: what happened after a place, by whom it may be seen, and when there is more. */
@NullMarked
package com.steveslist.query.feed;

import org.jspecify.annotations.NullMarked;
