/** What the log keeps around every event: where it stands, who caused it and whose it is. */
@NullMarked
package com.steveslist.events.envelope;

import org.jspecify.annotations.NullMarked;
