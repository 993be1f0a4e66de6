/** Everything that ever happened, as a vocabulary: events, the ids they name and the envelope they are kept in. */
@NullMarked
package com.steveslist.events;

import org.jspecify.annotations.NullMarked;
