/** The cart of an account: one, the same on every device. What somebody means to buy is no decision yet, so it is a row and no event. */
@NullMarked
package com.steveslist.api.cart;

import org.jspecify.annotations.NullMarked;
