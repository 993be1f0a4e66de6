/**
 * The whole stack of one clone: PostgreSQL, Kafka, Elasticsearch and the application, kept running by one supervisor in the foreground.
 *
 * <p>All of it lives below {@code .steveslist}: data by part, {@code logs}, {@code secrets} (readable by the owner only), {@code run/state.json} (what runs,
 * read by the other commands) and {@code run/lock} (held by the supervisor as long as it lives; the kernel lets go of it even after {@code kill -9}).
 */
@NullMarked
package com.steveslist.infra.embedded.stack;

import org.jspecify.annotations.NullMarked;
