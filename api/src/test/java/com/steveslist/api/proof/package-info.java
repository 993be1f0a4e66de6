/** Proofs of the log, from outside. */
@NullMarked
package com.steveslist.api.proof;

import org.jspecify.annotations.NullMarked;
