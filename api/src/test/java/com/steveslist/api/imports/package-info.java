@NullMarked
package com.steveslist.api.imports;

import org.jspecify.annotations.NullMarked;
