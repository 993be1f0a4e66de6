/** Suggestions: what is counted, what is kept to oneself, what others see. */
@NullMarked
package com.steveslist.api.search;

import org.jspecify.annotations.NullMarked;
