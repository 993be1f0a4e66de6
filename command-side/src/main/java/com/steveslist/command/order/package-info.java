/** Decides about orders and how much of each may be refunded. */
@NullMarked
package com.steveslist.command.order;

import org.jspecify.annotations.NullMarked;
