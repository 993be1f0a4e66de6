/** Reading what clients send, strictly: every wrong part is named, nothing is coerced, nothing unknown is passed over. */
@NullMarked
package com.steveslist.api.input;

import org.jspecify.annotations.NullMarked;
