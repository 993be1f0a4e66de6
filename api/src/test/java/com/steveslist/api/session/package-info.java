/** Signing in and out over HTTP. */
@NullMarked
package com.steveslist.api.session;

import org.jspecify.annotations.NullMarked;
