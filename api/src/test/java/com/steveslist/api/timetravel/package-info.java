/** Reading the past over HTTP. */
@NullMarked
package com.steveslist.api.timetravel;

import org.jspecify.annotations.NullMarked;
