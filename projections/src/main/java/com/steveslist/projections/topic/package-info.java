/** What all followers of the topic of events have in common: a thread of their own that begins again after trouble, and their progress. */
@NullMarked
package com.steveslist.projections.topic;

import org.jspecify.annotations.NullMarked;
