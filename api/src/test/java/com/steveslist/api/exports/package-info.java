@NullMarked
package com.steveslist.api.exports;

import org.jspecify.annotations.NullMarked;
