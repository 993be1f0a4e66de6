/** The whole story of an order. */
@NullMarked
package com.steveslist.api.story;

import org.jspecify.annotations.NullMarked;
