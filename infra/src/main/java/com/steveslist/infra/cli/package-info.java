/**
 * The command line {@code ./steveslist}. Every module brings commands: a class with picocli's {@code @Command} that is a {@code Callable<Integer>} and stands in
 * the module's {@code META-INF/services/java.util.concurrent.Callable}. How to reach the running stack they read from {@link com.steveslist.infra.cli.Main}'s
 * system properties.
 */
@NullMarked
package com.steveslist.infra.cli;

import org.jspecify.annotations.NullMarked;
