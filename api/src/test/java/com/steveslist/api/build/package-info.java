/** What keeps the whole repository as it is meant to be: its arrows and its style, as tests. */
@NullMarked
package com.steveslist.api.build;

import org.jspecify.annotations.NullMarked;
