/** The index of listings on a real Elasticsearch, and what searches find in it. */
@NullMarked
package com.steveslist.projections.search;

import org.jspecify.annotations.NullMarked;
