/** The only registry of event names and versions. */
@NullMarked
package com.steveslist.events.catalog;

import org.jspecify.annotations.NullMarked;
