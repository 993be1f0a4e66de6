/** Live updates, through HTTP. */
@NullMarked
package com.steveslist.api.live;

import org.jspecify.annotations.NullMarked;
