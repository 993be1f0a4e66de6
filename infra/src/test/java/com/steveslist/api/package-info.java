/** A stand-in for the application, so that the supervisor is tested without it. */
@NullMarked
package com.steveslist.api;

import org.jspecify.annotations.NullMarked;
