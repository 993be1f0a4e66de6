/** {@code GET /v1/exports}: everything of a kind that is somebody's, as it was at one place in the log, as NDJSON, CSV or Parquet. */
@NullMarked
package com.steveslist.api.exports;

import org.jspecify.annotations.NullMarked;
