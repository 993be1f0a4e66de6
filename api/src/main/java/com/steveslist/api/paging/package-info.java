/** Pages of lists: limits, signed cursors, offsets where a client insists, links to the other pages. */
@NullMarked
package com.steveslist.api.paging;

import org.jspecify.annotations.NullMarked;
