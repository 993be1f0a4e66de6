/** Money given back, as the two sides of an order see it. */
@NullMarked
package com.steveslist.api.refund;

import org.jspecify.annotations.NullMarked;
