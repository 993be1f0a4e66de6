/** Positions in the event log. */
@NullMarked
package com.steveslist.events.log;

import org.jspecify.annotations.NullMarked;
