/** Personal values as they are allowed to be kept: encrypted. */
@NullMarked
package com.steveslist.events.privacy;

import org.jspecify.annotations.NullMarked;
