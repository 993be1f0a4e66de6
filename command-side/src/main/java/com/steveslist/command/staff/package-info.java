/** Decides who works for the market, and in which roles. */
@NullMarked
package com.steveslist.command.staff;

import org.jspecify.annotations.NullMarked;
