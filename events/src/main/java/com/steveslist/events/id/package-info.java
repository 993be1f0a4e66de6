/** Typed identifiers: a prefix says the kind, the rest is ordered by time and says nothing else. */
@NullMarked
package com.steveslist.events.id;

import org.jspecify.annotations.NullMarked;
