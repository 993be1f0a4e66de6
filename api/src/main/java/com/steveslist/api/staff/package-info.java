/** Who works for the market: given and taken back by an operator at the command line, and by nobody else. */
@NullMarked
package com.steveslist.api.staff;

import org.jspecify.annotations.NullMarked;
