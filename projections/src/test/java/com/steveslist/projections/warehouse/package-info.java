/** The warehouse on a real broker and real files. */
package com.steveslist.projections.warehouse;
