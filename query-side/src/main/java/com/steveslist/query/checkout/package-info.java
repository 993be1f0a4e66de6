/** Checkouts as their buyers see them. */
@NullMarked
package com.steveslist.query.checkout;

import org.jspecify.annotations.NullMarked;
