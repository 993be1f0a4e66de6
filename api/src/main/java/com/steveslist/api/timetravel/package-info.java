/** Reading as of a moment: which moment is meant, what was not there then, and what has changed between two. */
@NullMarked
package com.steveslist.api.timetravel;

import org.jspecify.annotations.NullMarked;
