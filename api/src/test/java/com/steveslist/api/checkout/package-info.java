/** Checkouts over HTTP, as buyers who try things see them. */
@NullMarked
package com.steveslist.api.checkout;

import org.jspecify.annotations.NullMarked;
