/** Completions of what somebody types, answered from memory: the texts that people search for most, then names of what is for sale. */
@NullMarked
package com.steveslist.query.suggestion;

import org.jspecify.annotations.NullMarked;
