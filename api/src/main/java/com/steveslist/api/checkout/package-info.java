/** Buying. */
@NullMarked
package com.steveslist.api.checkout;

import org.jspecify.annotations.NullMarked;
