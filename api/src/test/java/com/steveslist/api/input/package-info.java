@NullMarked
package com.steveslist.api.input;

import org.jspecify.annotations.NullMarked;
