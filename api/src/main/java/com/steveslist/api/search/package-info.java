/** Full-text search over listings, and completions while somebody types. */
@NullMarked
package com.steveslist.api.search;

import org.jspecify.annotations.NullMarked;
