/** Decides about listings and their stock. */
@NullMarked
package com.steveslist.command.listing;

import org.jspecify.annotations.NullMarked;
