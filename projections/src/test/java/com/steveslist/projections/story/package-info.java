/** What is told of events. */
@NullMarked
package com.steveslist.projections.story;

import org.jspecify.annotations.NullMarked;
