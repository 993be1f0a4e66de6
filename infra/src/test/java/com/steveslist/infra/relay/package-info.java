/** The relay against a real log and a real Kafka. */
@NullMarked
package com.steveslist.infra.relay;

import org.jspecify.annotations.NullMarked;
