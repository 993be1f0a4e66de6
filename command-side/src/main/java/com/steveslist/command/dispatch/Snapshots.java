package com.steveslist.command.dispatch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores snapshots of long streams beside the commands' threads. A snapshot that finds no room is not taken: the next one will do. */
final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final int QUEUE = 100;

    private final EventStore events;
    private final ThreadPoolExecutor executor;

    Snapshots(EventStore events) {
        this.events = events;
        this.executor = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().name("snapshots").daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
    }

    /** Takes a snapshot when the command took the stream over a multiple of the type's interval. */
    <S> void offer(AggregateType<S> type, String stream, Ruling<S> committed) {
        int every = type.snapshotEvery();
        if (every == 0 || (committed.version() + 1) / every == (committed.before() + 1) / every) {
            return;
        }
        executor.execute(() -> store(type.snapshotName(), stream, committed));
    }

    /** Losing a snapshot costs time, never truth. */
    private void store(String form, String stream, Ruling<?> committed) {
        try {
            events.storeSnapshot(
                    new GenericDomainEventMessage<>(form, stream, committed.version(), committed.state()));
        } catch (RuntimeException e) {
            LOG.warn("no snapshot of {} at version {}", stream, committed.version(), e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
