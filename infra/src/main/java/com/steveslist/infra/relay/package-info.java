/** The event log on Kafka: every event, in the order of its stream, kept for ever. */
@NullMarked
package com.steveslist.infra.relay;

import org.jspecify.annotations.NullMarked;
