/** What one buyer bought from one seller in one checkout. */
@NullMarked
package com.steveslist.events.order;

import org.jspecify.annotations.NullMarked;
