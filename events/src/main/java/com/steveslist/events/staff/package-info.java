/** People who work for the market, and what each may do there. */
@NullMarked
package com.steveslist.events.staff;

import org.jspecify.annotations.NullMarked;
