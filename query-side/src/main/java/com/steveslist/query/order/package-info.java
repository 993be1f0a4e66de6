/** Orders as their two sides see them. */
@NullMarked
package com.steveslist.query.order;

import org.jspecify.annotations.NullMarked;
