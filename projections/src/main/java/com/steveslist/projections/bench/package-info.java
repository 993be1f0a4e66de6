/** The benchmarks that need read models: how fast views are rebuilt, and how soon they show what was committed. */
@NullMarked
package com.steveslist.projections.bench;

import org.jspecify.annotations.NullMarked;
