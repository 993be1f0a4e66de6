/** Searches that people keep, and the news of listings that begin to match them. */
@NullMarked
package com.steveslist.api.savedsearch;

import org.jspecify.annotations.NullMarked;
