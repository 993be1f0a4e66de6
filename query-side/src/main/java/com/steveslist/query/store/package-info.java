/**
 * How views are kept in PostgreSQL: a table a noun, the view as one JSON document beside columns generated from it, which are what
 * lists filter and sort by. A row says which event touched it last.
 */
@NullMarked
package com.steveslist.query.store;

import org.jspecify.annotations.NullMarked;
