/**
 * {@code ./steveslist drill}: what only shows under load and in accidents, tried against a running stack through the public API. Each drill
 * ends with one line that says what was tried, how often, and what was lost.
 */
@NullMarked
package com.steveslist.api.drill;

import org.jspecify.annotations.NullMarked;
