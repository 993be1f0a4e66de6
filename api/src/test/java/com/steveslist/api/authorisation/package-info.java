/** The table of who may do what, and what runs it; {@code src/test/resources/authorisation/README.md} says how it is written. */
@NullMarked
package com.steveslist.api.authorisation;

import org.jspecify.annotations.NullMarked;
