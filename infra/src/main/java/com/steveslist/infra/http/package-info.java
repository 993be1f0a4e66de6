/** Calls of other servers by HTTP that end in time. */
@NullMarked
package com.steveslist.infra.http;

import org.jspecify.annotations.NullMarked;
