/** API keys as their owners handle them. */
@NullMarked
package com.steveslist.api.apikey;

import org.jspecify.annotations.NullMarked;
