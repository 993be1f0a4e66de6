/** Decides about checkouts, and runs one to its end. */
@NullMarked
package com.steveslist.command.checkout;

import org.jspecify.annotations.NullMarked;
