package com.steveslist.command.dispatch;

import java.util.List;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** The dispatcher over a {@link MemoryLog}. */
public final class MemoryCommandSide {

    public final MemoryLog log = new MemoryLog();
    public final Commands commands;

    public MemoryCommandSide(AggregateType<?>... types) {
        EventStore store = storeOn(log);
        commands = DispatchConfiguration.create(
                List.of(types), SimpleCommandBus.builder().build(), store, log, log, new Snapshots(store));
    }

    /** An Axon event store over a log in memory. */
    public static EventStore storeOn(MemoryLog log) {
        return new Store(log);
    }

    private static final class Store extends AbstractEventStore {

        Store(MemoryLog log) {
            super(new Builder() {}.storageEngine(log));
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
            throw new UnsupportedOperationException("nobody follows this log");
        }
    }
}
