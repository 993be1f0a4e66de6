/** A buyer's attempt to buy from one or several sellers at once. */
@NullMarked
package com.steveslist.events.checkout;

import org.jspecify.annotations.NullMarked;
