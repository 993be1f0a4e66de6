/** Money given back for an order. */
@NullMarked
package com.steveslist.events.refund;

import org.jspecify.annotations.NullMarked;
