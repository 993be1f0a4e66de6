/**
 * The same {@code POST /v1/listings} as people write it elsewhere: what {@code ./steveslist bench http} compares with. Each twin is an application of its own
 * with a database of its own, runs as a process of its own, and knows nothing of Steveslist's code; no build contains them.
 */
@NullMarked
package com.steveslist.twin;

import org.jspecify.annotations.NullMarked;
