/** The log as the query side's feed shows it. */
@NullMarked
package com.steveslist.projections.feed;

import org.jspecify.annotations.NullMarked;
