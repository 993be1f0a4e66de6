/** CSV as RFC 4180 has it, read and written row by row, and what a cell means here: lists, and texts that a spreadsheet would calculate. */
@NullMarked
package com.steveslist.api.csv;

import org.jspecify.annotations.NullMarked;
