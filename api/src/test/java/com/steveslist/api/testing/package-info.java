/** The whole application on real servers, for tests that speak HTTP with it. */
@NullMarked
package com.steveslist.api.testing;

import org.jspecify.annotations.NullMarked;
