/** Keeps who read whose personal values. Nothing is decided here but that it is kept. */
@NullMarked
package com.steveslist.command.access;

import org.jspecify.annotations.NullMarked;
