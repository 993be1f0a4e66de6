package com.steveslist.infra.relay;

/** The Kafka topic that holds every event of the log, for good. */
public final class EventTopic {

    public static final String NAME = "steveslist.events";

    /** For good: the partition of a stream follows from this number, and order within a stream from that. */
    public static final int PARTITIONS = 12;

    private EventTopic() {}
}
