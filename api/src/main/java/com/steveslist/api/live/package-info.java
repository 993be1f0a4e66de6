/** What happens, told while it happens: one reader a node follows the log for all who listen, each from a place of its own choice. */
@NullMarked
package com.steveslist.api.live;

import org.jspecify.annotations.NullMarked;
