/** Axon with its defaults: a command gateway, an aggregate, the JPA event store, a tracking processor that keeps a JPA view. {@link com.steveslist.twin.axon.AxonTwin} starts it. */
@NullMarked
package com.steveslist.twin.axon;

import org.jspecify.annotations.NullMarked;
