/** What credentials open, and for how long. */
@NullMarked
package com.steveslist.api.security;

import org.jspecify.annotations.NullMarked;
