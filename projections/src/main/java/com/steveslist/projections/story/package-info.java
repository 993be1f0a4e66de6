/** Stories read out of the log's own tables. */
@NullMarked
package com.steveslist.projections.story;

import org.jspecify.annotations.NullMarked;
