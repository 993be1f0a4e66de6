/** Who of the staff read whose personal values. */
@NullMarked
package com.steveslist.events.access;

import org.jspecify.annotations.NullMarked;
