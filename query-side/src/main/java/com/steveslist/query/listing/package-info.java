/** Listings as buyers and sellers see them. */
@NullMarked
package com.steveslist.query.listing;

import org.jspecify.annotations.NullMarked;
