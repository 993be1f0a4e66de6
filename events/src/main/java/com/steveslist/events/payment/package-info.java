/** Money taken for a checkout. */
@NullMarked
package com.steveslist.events.payment;

import org.jspecify.annotations.NullMarked;
