/**
 * {@code ./steveslist bench http}: what a client sees of one call, over real connections, of our application and of two that do the same as people write it
 * elsewhere. Every application is a process of its own on a JVM like that of {@code ./steveslist up}; all have databases on one server.
 */
@NullMarked
package com.steveslist.infra.bench.http;

import org.jspecify.annotations.NullMarked;
