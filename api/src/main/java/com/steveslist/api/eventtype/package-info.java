/** The public catalogue of events. */
@NullMarked
package com.steveslist.api.eventtype;

import org.jspecify.annotations.NullMarked;
