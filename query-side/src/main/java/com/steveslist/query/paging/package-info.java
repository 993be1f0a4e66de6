/** Pages of lists: keyset cursors, or offsets where a client insists. */
@NullMarked
package com.steveslist.query.paging;

import org.jspecify.annotations.NullMarked;
