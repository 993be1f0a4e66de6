@NullMarked
package com.steveslist.api.csv;

import org.jspecify.annotations.NullMarked;
