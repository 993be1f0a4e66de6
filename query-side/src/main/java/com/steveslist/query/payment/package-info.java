/** Payments as their payers see them. */
@NullMarked
package com.steveslist.query.payment;

import org.jspecify.annotations.NullMarked;
