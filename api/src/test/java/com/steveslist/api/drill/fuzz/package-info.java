@NullMarked
package com.steveslist.api.drill.fuzz;

import org.jspecify.annotations.NullMarked;
