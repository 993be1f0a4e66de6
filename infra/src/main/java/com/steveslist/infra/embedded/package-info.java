/**
 * PostgreSQL, Kafka and Elasticsearch as child processes of this JVM, for a first run ({@code ./steveslist up}) and for tests; never part of a production image.
 *
 * <p>The build leaves the servers' archives in {@code infra/target/embedded}; {@link com.steveslist.infra.embedded.Installation} unpacks them, one
 * {@link com.steveslist.infra.embedded.Server} each knows how its server is configured, started and asked whether it is ready.
 */
@NullMarked
package com.steveslist.infra.embedded;

import org.jspecify.annotations.NullMarked;
