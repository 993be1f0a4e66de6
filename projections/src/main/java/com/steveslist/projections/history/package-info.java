/** The past of views: moments of the log, and views as they stood at one of them. */
@NullMarked
package com.steveslist.projections.history;

import org.jspecify.annotations.NullMarked;
