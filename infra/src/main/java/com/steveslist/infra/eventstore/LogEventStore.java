package com.steveslist.infra.eventstore;

import com.steveslist.events.envelope.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store over the log. Events of a unit of work are appended in its commit phase, all at once, so that nothing that fails
 * while it prepares can leave events behind. Processors stream; they are woken by {@link LogSignal}, whichever node appended.
 */
public final class LogEventStore extends AbstractEventStore {

    private static final String PENDING = LogEventStore.class.getName() + ".pending";

    private final LogStorageEngine engine;
    private final LogSignal signal;
    private final TailCache tail;

    private LogEventStore(Builder builder, LogStorageEngine engine, LogSignal signal) {
        super(builder);
        this.engine = engine;
        this.signal = signal;
        this.tail = new TailCache(engine, signal);
    }

    public static LogEventStore of(LogStorageEngine engine, LogSignal signal) {
        Builder builder = new Builder();
        builder.storageEngine(engine);
        return new LogEventStore(builder, engine, signal);
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        if (!CurrentUnitOfWork.isStarted()) {
            engine.appendEvents(events);
            return;
        }
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        List<EventMessage<?>> pending = unitOfWork.getOrComputeResource(PENDING, key -> {
            List<EventMessage<?>> collected = new ArrayList<>();
            unitOfWork.onCommit(committing -> engine.appendEvents(collected));
            return collected;
        });
        pending.addAll(events);
    }

    /** Throws {@link AheadOfLogException} when the processor has seen events that are lost. */
    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        LogToken start = LogToken.from(token);
        engine.checkNotAhead(start);
        return new LogStream(tail, signal, start.at().position());
    }

    /**
     * Some events right after a position, in order, from memory where another reader of this node has read them; none when this node has
     * heard of none.
     */
    public List<RecordedEvent> after(long position) {
        return tail.after(position).stream().map(RecordedEventMessage::recordedEvent).toList();
    }

    /** A subscriber would run before the commit and slow down whoever publishes: consumers stream. */
    @Override
    public Registration subscribe(Consumer<List<? extends EventMessage<?>>> processor) {
        throw new UnsupportedOperationException("the log has no subscribing processors: use a streaming one");
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
