/** A log, its relay and a topic, for tests of what follows the topic. */
@NullMarked
package com.steveslist.projections.topic;

import org.jspecify.annotations.NullMarked;
