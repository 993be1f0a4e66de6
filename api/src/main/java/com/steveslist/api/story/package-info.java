/** An order's whole story, to be handed over. */
@NullMarked
package com.steveslist.api.story;

import org.jspecify.annotations.NullMarked;
