/**
 * Carries the log to Kafka, for whoever follows it there: the index, the warehouse, anyone else.
 *
 * <p>One relay is active over all nodes, by a lease of a few seconds. Topic {@code steveslist.events} has 12 partitions for good, the key of
 * a record is its stream, and records are kept for ever; so what has happened to one thing stands in order in one partition. After each
 * batch the relay stores its position together with the end of every partition. When it begins, it looks for the newest such row that the
 * topic still covers, goes on from there, and leaves out what it finds in the topic already. A record that is sent twice even so (by a
 * relay that froze and woke up) has the same position both times: a consumer drops what is at or before the last position that it saw in
 * the same partition.
 */
@NullMarked
package com.steveslist.infra.relay;

import org.jspecify.annotations.NullMarked;
