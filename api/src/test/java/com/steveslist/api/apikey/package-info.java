/** API keys over HTTP. */
@NullMarked
package com.steveslist.api.apikey;

import org.jspecify.annotations.NullMarked;
