/** The log as the query side's history shows it, with an index of its own so that appends pay nothing for it. */
@NullMarked
package com.steveslist.projections.audit;

import org.jspecify.annotations.NullMarked;
