/** The runnable application. Everything that clients see is in the packages below, one a noun beside the mechanics of HTTP. */
@NullMarked
package com.steveslist.api;

import org.jspecify.annotations.NullMarked;
