/** Full-text search over listings. */
@NullMarked
package com.steveslist.query.search;

import org.jspecify.annotations.NullMarked;
