/** Listings over HTTP. */
@NullMarked
package com.steveslist.api.listing;

import org.jspecify.annotations.NullMarked;
