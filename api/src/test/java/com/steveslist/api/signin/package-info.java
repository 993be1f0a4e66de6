/** Signing in with others, against a provider of our own that can misbehave. */
@NullMarked
package com.steveslist.api.signin;

import org.jspecify.annotations.NullMarked;
