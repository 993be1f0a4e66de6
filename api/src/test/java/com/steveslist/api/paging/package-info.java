/** What lists promise about their pages. */
@NullMarked
package com.steveslist.api.paging;

import org.jspecify.annotations.NullMarked;
