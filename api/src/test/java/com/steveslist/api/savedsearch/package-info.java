/** Saved searches, through HTTP. */
@NullMarked
package com.steveslist.api.savedsearch;

import org.jspecify.annotations.NullMarked;
