/** {@code ./steveslist whatif}: reads orders out of the log, a page at a time, for the command side to decide them again. */
@NullMarked
package com.steveslist.infra.whatif;

import org.jspecify.annotations.NullMarked;
