/** Refunds over HTTP. */
@NullMarked
package com.steveslist.api.refund;

import org.jspecify.annotations.NullMarked;
