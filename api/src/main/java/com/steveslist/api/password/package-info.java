/** Changing a password, and getting back in when it is forgotten. */
@NullMarked
package com.steveslist.api.password;

import org.jspecify.annotations.NullMarked;
