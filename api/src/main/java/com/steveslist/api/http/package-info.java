/** The mechanics of HTTP that every call shares: what a call brings, what an answer is, headers, conditions, negotiation. */
@NullMarked
package com.steveslist.api.http;

import org.jspecify.annotations.NullMarked;
