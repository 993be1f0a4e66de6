/** Proofs that the log was not altered: signed heads, inclusion, consistency and keys, for people who check them elsewhere. */
@NullMarked
package com.steveslist.api.proof;

import org.jspecify.annotations.NullMarked;
