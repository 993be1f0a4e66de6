/** Things for sale and the stock of each. */
@NullMarked
package com.steveslist.events.listing;

import org.jspecify.annotations.NullMarked;
