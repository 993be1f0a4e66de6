/** Refunds as the two sides of an order see them. */
@NullMarked
package com.steveslist.query.refund;

import org.jspecify.annotations.NullMarked;
