/** Gives money back for orders. */
@NullMarked
package com.steveslist.command.refund;

import org.jspecify.annotations.NullMarked;
