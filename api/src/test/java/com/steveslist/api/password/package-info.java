/** Changing and resetting passwords over HTTP. */
@NullMarked
package com.steveslist.api.password;

import org.jspecify.annotations.NullMarked;
