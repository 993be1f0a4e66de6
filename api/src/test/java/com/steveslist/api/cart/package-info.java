/** The cart, as one person on many devices uses it. */
@NullMarked
package com.steveslist.api.cart;

import org.jspecify.annotations.NullMarked;
