/** How far each read model has applied the log, and waiting for it. */
@NullMarked
package com.steveslist.query.progress;

import org.jspecify.annotations.NullMarked;
