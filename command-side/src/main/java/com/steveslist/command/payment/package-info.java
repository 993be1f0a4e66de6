/** Decides about payments, and the port to the payment provider. */
@NullMarked
package com.steveslist.command.payment;

import org.jspecify.annotations.NullMarked;
