/** Orders as their two sides handle them. */
@NullMarked
package com.steveslist.api.order;

import org.jspecify.annotations.NullMarked;
