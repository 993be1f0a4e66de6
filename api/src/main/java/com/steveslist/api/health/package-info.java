/** What operators and load balancers ask: alive, ready, and the figures. */
@NullMarked
package com.steveslist.api.health;

import org.jspecify.annotations.NullMarked;
