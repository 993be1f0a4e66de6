/** Errors: one catalogue of codes, one place where anything that goes wrong becomes an answer, one form (RFC 9457). */
@NullMarked
package com.steveslist.api.error;

import org.jspecify.annotations.NullMarked;
