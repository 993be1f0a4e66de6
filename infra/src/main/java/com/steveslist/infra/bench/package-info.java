/**
 * {@code ./steveslist bench NAME}: what we claim about speed, measured. Every benchmark runs ours and what it is compared with in one run, on one PostgreSQL
 * of its own that loses nothing in a crash, in turns that alternate, so that whatever else the machine does strikes both sides. A figure is the median of its
 * rounds; a ratio is the median of the rounds' ratios. The lines that must be reached are part of the benchmark, and of its exit code.
 *
 * <p>A benchmark is a {@link com.steveslist.infra.bench.Benchmark}, found as a service; it hands its sides to
 * {@link com.steveslist.infra.bench.Rounds} and tells {@link com.steveslist.infra.bench.Report} what came out.
 */
@NullMarked
package com.steveslist.infra.bench;

import org.jspecify.annotations.NullMarked;
