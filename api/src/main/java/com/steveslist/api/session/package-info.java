/** Signing in and out. */
@NullMarked
package com.steveslist.api.session;

import org.jspecify.annotations.NullMarked;
