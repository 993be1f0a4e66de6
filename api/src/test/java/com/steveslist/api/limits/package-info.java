/** Rate limits: on one node, on three, and over HTTP. */
@NullMarked
package com.steveslist.api.limits;

import org.jspecify.annotations.NullMarked;
