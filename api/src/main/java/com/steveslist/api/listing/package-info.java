/** Listings: what sellers send, and what everybody sees. */
@NullMarked
package com.steveslist.api.listing;

import org.jspecify.annotations.NullMarked;
