/**
 * What would have become of orders under other rules: what was asked of each is read back out of its events and decided again, by the same
 * functions that decide today, with the deadlines and windows that another policy would have set. It writes nothing.
 */
@NullMarked
package com.steveslist.command.whatif;

import org.jspecify.annotations.NullMarked;
