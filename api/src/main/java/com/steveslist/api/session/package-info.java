/** Signing in and out, and the list of what is signed in. */
@NullMarked
package com.steveslist.api.session;

import org.jspecify.annotations.NullMarked;
