/** What a scan finds, and that it finds it. */
@NullMarked
package com.steveslist.projections.scan;

import org.jspecify.annotations.NullMarked;
