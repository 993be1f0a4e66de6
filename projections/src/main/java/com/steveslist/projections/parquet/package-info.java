/** Parquet for whoever exports what is theirs, made by DuckDB. */
@NullMarked
package com.steveslist.projections.parquet;

import org.jspecify.annotations.NullMarked;
