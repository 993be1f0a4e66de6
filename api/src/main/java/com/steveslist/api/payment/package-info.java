/** Payments as their payers see them. */
@NullMarked
package com.steveslist.api.payment;

import org.jspecify.annotations.NullMarked;
