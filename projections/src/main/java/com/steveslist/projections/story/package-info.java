/** Stories read out of the log's own tables, and {@code ./steveslist explain}, which tells them. */
@NullMarked
package com.steveslist.projections.story;

import org.jspecify.annotations.NullMarked;
