/** A small HTTP client of our own public API, for the demo, the drills and the tests. It knows nothing that another client could not. */
@NullMarked
package com.steveslist.api.client;

import org.jspecify.annotations.NullMarked;
