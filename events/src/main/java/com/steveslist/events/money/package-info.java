/** Money as integer minor units with a currency. */
@NullMarked
package com.steveslist.events.money;

import org.jspecify.annotations.NullMarked;
