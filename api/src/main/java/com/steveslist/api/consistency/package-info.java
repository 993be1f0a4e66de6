/** Read-your-writes: tokens that name a place in the log, and reads that wait for it. */
@NullMarked
package com.steveslist.api.consistency;

import org.jspecify.annotations.NullMarked;
