/** The second factor, from RFC to HTTP. */
@NullMarked
package com.steveslist.api.twofactor;

import org.jspecify.annotations.NullMarked;
