/** Who is asking, and how often wrong ones may ask. */
@NullMarked
package com.steveslist.api.security;

import org.jspecify.annotations.NullMarked;
